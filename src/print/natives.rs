//! What templates can say beyond the language of the typesetter: things that it would find out slowly, and that a thousand cards ask a
//! hundred times each. They read nothing but what they are given.

use std::fmt::Write as _;
use std::sync::LazyLock;

use fast_qr::{ECL, Module, QRBuilder};
use typst::comemo::Tracked;
use typst::diag::{SourceResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Bytes, CastInfo, Content, Context, NativeElement, NativeFuncData, NativeFuncPtr, Scope, Str, Value, dict,
};
use typst::layout::{PlaceElem, Rel};

use super::lines::in_lines;

type Given<'a, 'b> = Tracked<'a, Context<'b>>;

macro_rules! natives {
    ($($function:ident $name:literal $what:literal,)*) => {
        const COUNT: usize = [$($name),*].len();

        /// All of them.
        pub(super) static NATIVES: [NativeFuncData; COUNT] = [$(NativeFuncData {
            function: NativeFuncPtr(&$function),
            name: $name,
            title: $name,
            docs: $what,
            def_site: None,
            keywords: &[],
            contextual: false,
            scope: LazyLock::new(&Scope::new),
            params: LazyLock::new(&Vec::new),
            returns: LazyLock::new(&|| CastInfo::Any),
        }),*];
    };
}

natives! {
    known_lines "known-lines" "How many lines a text takes.",
    standing "standing" "Pieces, each where it stands.",
    code_picture "code-picture" "A QR code.",
}

/// `known-lines(text, left, width, most, bold, more)`, which is `none` or a dictionary of `lines`, `text` and `em`, the width of the widest
/// line; as [`in_lines`].
fn known_lines(_: &mut Engine<'_>, _: Given<'_, '_>, args: &mut Args) -> SourceResult<Value> {
    let text: Str = args.expect("text")?;
    let left: usize = args.expect("left")?;
    let width: f64 = args.expect("width")?;
    let most: usize = args.expect("most")?;
    let is_bold: bool = args.expect("bold")?;
    let more: Str = args.expect("more")?;
    Ok(match in_lines(&text, left, width, most, is_bold, &more) {
        None => Value::None,
        Some(lines) => Value::Dict(dict! { "lines" => lines.count, "text" => lines.text, "em" => lines.width }),
    })
}

/// `standing(pieces)`: each piece `(x, y, body)` so far from the upper left corner of what it stands in.
fn standing(_: &mut Engine<'_>, _: Given<'_, '_>, args: &mut Args) -> SourceResult<Value> {
    let pieces: Array = args.expect("pieces")?;
    let mut placed = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let [x, y, body] = match piece {
            Value::Array(piece) => <[Value; 3]>::try_from(piece.into_iter().collect::<Vec<_>>()).unwrap_or_default(),
            _ => Default::default(),
        };
        let (Value::Length(x), Value::Length(y)) = (x, y) else { bail!(args.span, "a piece is (x, y, body)") };
        let place = PlaceElem::new(body.display()).with_dx(Rel::from(x)).with_dy(Rel::from(y));
        placed.push(place.pack().spanned(args.span));
    }
    Ok(Value::Content(Content::sequence(placed)))
}

/// `code-picture(code)`: the code as a QR code, an SVG picture.
fn code_picture(_: &mut Engine<'_>, _: Given<'_, '_>, args: &mut Args) -> SourceResult<Value> {
    let code: Str = args.expect("code")?;
    let Some(picture) = qr_code(&code) else { bail!(args.span, "the code is too long") };
    Ok(Value::Bytes(Bytes::from_string(picture)))
}

/// A QR code (ISO/IEC 18004, error correction M) as SVG, whose rows are lines as thick as a square; `None` for more than such a code holds.
fn qr_code(code: &str) -> Option<String> {
    let squares = QRBuilder::new(code).ecl(ECL::M).build().ok()?;
    let side = squares.size;
    let mut svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><path stroke=\"#000\" d=\"");
    for y in 0..side {
        let mut x = 0;
        for run in squares[y].chunk_by(|one, next| one.value() == next.value()) {
            if run.iter().copied().all(Module::value) {
                let _ = write!(svg, "M{x} {y}.5h{}", run.len());
            }
            x += run.len();
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_what_is_too_long_is_refused() {
        let picture = qr_code("0S95-TK6G1-M402").expect("short enough");
        // Version 1 has 21 squares; a corner is a frame of seven.
        assert!(picture.contains("viewBox=\"0 0 21 21\""), "{picture}");
        for corner in ["M0 0.5h7", "M14 0.5h7", "M0 14.5h7", "M0 20.5h7", "M2 2.5h3", "M16 2.5h3", "M2 16.5h3"] {
            assert!(picture.contains(corner), "{corner} in {picture}");
        }
        assert_eq!(qr_code(&"A".repeat(5_000)), None);
    }
}
