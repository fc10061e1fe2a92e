//! Finds the encoding of a text file and turns it into UTF-8 as it streams.
//!
//! Marks at the beginning come first, then the pattern of zero bytes, then whether all of it is UTF-8, then chardetng without
//! a hint of country. On little text that guess is weak for Chinese, Japanese and Korean, so there the most frequent
//! characters of each language may overrule it.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, CoderResult, Decoder, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::container::fill;
use super::error::Problem;

/// An encoding of text files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextEncoding {
    /// One of the WHATWG list.
    Known(&'static Encoding),
    /// UTF-32, with the low byte first or last.
    Utf32 { little: bool },
}

impl TextEncoding {
    /// The standard name.
    pub fn name(self) -> &'static str {
        match self {
            // What calls itself GBK is read as its superset.
            Self::Known(encoding) if encoding == encoding_rs::GBK || encoding == GB18030 => "GB18030",
            Self::Known(encoding) => encoding.name(),
            Self::Utf32 { little: true } => "UTF-32LE",
            Self::Utf32 { little: false } => "UTF-32BE",
        }
    }

    /// The encoding with this name.
    pub fn named(name: &str) -> Result<Self, Problem> {
        match name.trim().to_ascii_lowercase().as_str() {
            "utf-32" | "utf-32le" => Ok(Self::Utf32 { little: true }),
            "utf-32be" => Ok(Self::Utf32 { little: false }),
            name => Encoding::for_label(name.as_bytes()).map(Self::Known).ok_or_else(|| Problem::NoSuchEncoding(name.to_owned())),
        }
    }
}

/// The encoding of `source` and the length of the mark at its beginning. Leaves the source at its beginning.
pub(super) fn detect<S: Read + Seek>(source: &mut S) -> Result<(TextEncoding, usize), Problem> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = vec![0; 64 * 1024];
    let length = fill(source, &mut head)?;
    head.truncate(length);
    source.seek(SeekFrom::Start(0))?;
    if let Some(found) = marked(&head) {
        return Ok(found);
    }
    if let Some(found) = by_zeros(&head) {
        return Ok((found, 0));
    }
    let found = by_content(source)?;
    source.seek(SeekFrom::Start(0))?;
    Ok((TextEncoding::Known(found), 0))
}

fn marked(head: &[u8]) -> Option<(TextEncoding, usize)> {
    Some(match head {
        [0xff, 0xfe, 0, 0, ..] => (TextEncoding::Utf32 { little: true }, 4),
        [0, 0, 0xfe, 0xff, ..] => (TextEncoding::Utf32 { little: false }, 4),
        [0xef, 0xbb, 0xbf, ..] => (TextEncoding::Known(UTF_8), 3),
        [0xff, 0xfe, ..] => (TextEncoding::Known(UTF_16LE), 2),
        [0xfe, 0xff, ..] => (TextEncoding::Known(UTF_16BE), 2),
        _ => return None,
    })
}

/// UTF-16 and UTF-32 without a mark show in where their zero bytes stand.
fn by_zeros(head: &[u8]) -> Option<TextEncoding> {
    let mut zeros = [0usize; 4];
    for (index, _) in head.iter().enumerate().filter(|(_, byte)| **byte == 0) {
        zeros[index % 4] += 1;
    }
    let all: usize = zeros.iter().sum();
    if head.len() < 4 || all * 50 < head.len() {
        return None;
    }
    let quarter = head.len() / 4;
    let mostly = |count: usize| count * 10 >= quarter * 9;
    if mostly(zeros[2]) && mostly(zeros[3]) && zeros[0] * 10 < quarter {
        return Some(TextEncoding::Utf32 { little: true });
    }
    if mostly(zeros[0]) && mostly(zeros[1]) && zeros[3] * 10 < quarter {
        return Some(TextEncoding::Utf32 { little: false });
    }
    let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
    let (encoding, is_clear) = if odd > even { (UTF_16LE, even * 10 <= odd) } else { (UTF_16BE, odd * 10 <= even) };
    // Each unit has to be a character that lists hold; two bytes of another encoding seldom are.
    let units = head
        .chunks_exact(2)
        .map(|unit| if odd > even { u16::from_le_bytes([unit[0], unit[1]]) } else { u16::from_be_bytes([unit[0], unit[1]]) });
    let usual = units
        .filter(|unit| matches!(unit, 9 | 10 | 13 | 0x20..=0x52f | 0x3000..=0x30ff | 0x4e00..=0x9fff | 0xac00..=0xdfff | 0xff00..=0xffef))
        .count();
    (is_clear && usual * 10 >= head.len() / 2 * 9).then_some(TextEncoding::Known(encoding))
}

fn by_content<S: Read>(source: &mut S) -> Result<&'static Encoding, Problem> {
    // Enough to be sure of an encoding, little enough to be quick.
    const SAMPLE: usize = 1 << 20;
    let mut block = vec![0; 256 * 1024];
    let mut kept = 0;
    let mut sample = Vec::new();
    let (mut characters, mut errors, mut has_escape) = (0usize, 0usize, false);
    loop {
        let length = kept + fill(source, &mut block[kept..])?;
        let is_last = length < block.len();
        let bytes = &block[..length];
        let mut at = 0;
        kept = 0;
        for chunk in bytes.utf8_chunks() {
            let valid = chunk.valid();
            if !valid.is_ascii() {
                characters += valid.chars().filter(|character| !character.is_ascii()).count();
            }
            at += valid.len() + chunk.invalid().len();
            if chunk.invalid().is_empty() {
                continue;
            }
            if at == length && !is_last && chunk.invalid().len() < 4 {
                // Cut by the end of the block.
                kept = chunk.invalid().len();
            } else {
                errors += 1;
            }
        }
        has_escape |= memchr::memchr(0x1b, bytes).is_some();
        if sample.len() < SAMPLE {
            // Only lines that are not ASCII say anything.
            for line in bytes[..length - kept].split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii() || has_escape) {
                sample.extend_from_slice(line);
            }
        }
        block.copy_within(length - kept..length, 0);
        if is_last {
            break;
        }
    }
    // A few broken characters in much good UTF-8 are broken characters, not another encoding.
    if (errors == 0 || characters > errors * 50) && !has_escape {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&sample, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // A handful of letters in a list is little to guess from, and the West writes most lists.
    let foreign = || sample.iter().filter(|byte| !byte.is_ascii());
    if guess.is_single_byte() && foreign().count() <= 6 && foreign().all(|byte| WESTERN.contains(byte)) {
        return Ok(encoding_rs::WINDOWS_1252);
    }
    Ok(overruled(&sample, guess).unwrap_or(if guess == encoding_rs::GBK { GB18030 } else { guess }))
}

/// The letters é ï ç ê â î ô ñ ü ö ä ß in windows-1252; elsewhere the same bytes are the same or rarer letters.
const WESTERN: &[u8] = b"\xe9\xef\xe7\xea\xe2\xee\xf4\xf1\xfc\xf6\xe4\xdf";

/// The characters that stand in lists most often, by language; what decodes to many of them is rightly decoded.
const FREQUENT: [(&Encoding, &str); 4] = [
    (
        GB18030,
        "的一是不了人有在我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长\
         客户公司名称姓名联系人电话手机号码邮箱地址国家城市备注有限责任贸易进出口集团股份科技实业工厂产品数量单价金额日期订单合同编号序号类型状态来源级别负责业务员跟进时间部门职务职位传真网址邮编微信中国广东上海北京深圳浙江江苏山东福建市区省县路街镇楼室美元人民币总计合计测试内容经理先生女士王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙史陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤，。、：；（）",
    ),
    (
        BIG5,
        "的一是不了人有在我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長\
         客戶公司名稱姓名聯絡人電話手機號碼郵箱信箱地址國家城市備註有限責任貿易進出口集團股份科技實業工廠產品數量單價金額日期訂單合約編號序號類型狀態來源級別負責業務員跟進時間部門職務職稱傳真網址郵遞區號統一臺灣台北高雄新竹市區縣路街鎮樓室段巷弄美元總計合計測試內容經理先生小姐王李張劉陳楊黃趙吳周徐孫馬朱胡郭何林高梁鄭謝宋唐許鄧馮韓曹曾彭蕭蔡潘田董袁葉蔣杜蘇魏程呂丁沈任姚盧，。、：；（）",
    ),
    (
        SHIFT_JIS,
        "のにをはがとでもしたてるいなかれらすこさりまあうけくせそちつどよみめろわんっゃゅょアイウエオカキクケコサシスセソタチツテトナニネノハヒフヘマミムメモヤユヨラリルレロワンガグゴザジズダデドバビブベボパピプペポッャュョァィェォー会社株式有限名前氏住所電話番号郵便東京大阪都道府県市区町村日本山田鈴木佐藤高橋伊渡辺中村小林加吉商品数量金額年月担当者部長課取引先連絡備考、。・（）",
    ),
    (
        EUC_KR,
        "이다는의에가을를은로고하사지기한어리자대시아서인나도스그전일정부수제보주해라원상여장비국구동신세성조만경공업회화안마우오무계안실용당교유연관간민물식체과정방발반학생력법명소개선통치진재미중트위호행산역무거이래름객회사주식전화번호담당연락처메일주소국가비고서울부산김박최정강조윤임한오서신권황송홍",
    ),
];

/// The East Asian encoding that little text (up to some hundred characters) is in, where its most frequent characters say so clearly.
fn overruled(sample: &[u8], guess: &'static Encoding) -> Option<&'static Encoding> {
    let foreign = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if foreign > 800 {
        return None;
    }
    // Japanese without a single kana is Chinese.
    if guess == encoding_rs::EUC_JP {
        let kana = |text: &str| text.chars().any(|character| ('\u{3041}'..='\u{30ff}').contains(&character));
        let is_japanese = guess.decode_without_bom_handling_and_without_replacement(sample).is_some_and(|text| kana(&text));
        let could_be_chinese = GB18030.decode_without_bom_handling_and_without_replacement(sample).is_some();
        return (!is_japanese && could_be_chinese).then_some(GB18030);
    }
    let scored = FREQUENT.iter().filter_map(|(encoding, frequent)| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(sample)?;
        let (mut all, mut known) = (0u32, 0u32);
        for character in text.chars().filter(|character| !character.is_ascii()) {
            all += 1;
            // Half-width katakana and unassigned characters are what wrong decodings consist of.
            known += u32::from(frequent.contains(character));
        }
        (all > 0).then(|| (*encoding, f64::from(known) / f64::from(all), all))
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let &(best, share, all) = scored.first()?;
    let guessed = scored.iter().find(|(encoding, ..)| *encoding == guess || (guess == encoding_rs::GBK && *encoding == GB18030));
    let second = scored.get(1).map_or(0.0, |second| second.1);
    let is_clear = share >= 0.5 && share >= second + 0.25 && all >= 2;
    let beats_guess = guessed.is_none_or(|guessed| share >= guessed.1 + 0.25);
    (is_clear && beats_guess).then_some(best)
}

/// A reader's text as UTF-8, block by block.
pub(super) struct Decoded<S> {
    source: S,
    decoding: Decoding,
    block: Vec<u8>,
    finished: bool,
    /// How many bytes of the source were read.
    pub taken: u64,
}

enum Decoding {
    Known(Box<Decoder>),
    Utf32 { little: bool, kept: Vec<u8> },
}

impl<S: Read> Decoded<S> {
    /// The text of `source` behind its mark, if it has one.
    pub fn new(mut source: S, encoding: TextEncoding, mark: usize) -> io::Result<Self> {
        let mut passed = [0; 4];
        fill(&mut source, &mut passed[..mark])?;
        let decoding = match encoding {
            TextEncoding::Known(encoding) => Decoding::Known(Box::new(encoding.new_decoder_without_bom_handling())),
            TextEncoding::Utf32 { little } => Decoding::Utf32 { little, kept: Vec::new() },
        };
        Ok(Self { source, decoding, block: vec![0; 256 * 1024], finished: false, taken: mark as u64 })
    }

    /// Adds the next block's text; `false` when all was added. Bytes that are no text become `�`, zero bytes are dropped.
    pub fn more(&mut self, text: &mut String) -> io::Result<bool> {
        if self.finished {
            return Ok(false);
        }
        let length = fill(&mut self.source, &mut self.block)?;
        self.taken += length as u64;
        self.finished = length < self.block.len();
        let before = text.len();
        match &mut self.decoding {
            Decoding::Known(decoder) => {
                let mut bytes = &self.block[..length];
                text.reserve(length + length / 2 + 16);
                loop {
                    let (result, read, _) = decoder.decode_to_string(bytes, text, self.finished);
                    bytes = &bytes[read..];
                    match result {
                        CoderResult::InputEmpty => break,
                        CoderResult::OutputFull => text.reserve(bytes.len() * 3 + 16),
                    }
                }
            }
            Decoding::Utf32 { little, kept } => {
                kept.extend_from_slice(&self.block[..length]);
                let whole = kept.len() / 4 * 4;
                for unit in kept[..whole].chunks_exact(4) {
                    let unit = [unit[0], unit[1], unit[2], unit[3]];
                    let code = if *little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) };
                    text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                }
                kept.drain(..whole);
            }
        }
        if memchr::memchr(0, &text.as_bytes()[before..]).is_some() {
            let clean = text[before..].replace('\0', "");
            text.truncate(before);
            text.push_str(&clean);
        }
        Ok(true)
    }

    /// What the text comes from, wherever its reading has got to.
    pub fn into_source(self) -> S {
        self.source
    }

    /// The text behind `begun`, which was read already, as a stream of UTF-8.
    pub fn streamed(self, begun: String) -> Streamed<S> {
        Streamed { decoded: self, text: begun, at: 0 }
    }
}

/// Text as a stream of UTF-8.
pub(super) struct Streamed<S> {
    decoded: Decoded<S>,
    text: String,
    at: usize,
}

impl<S: Read> Read for Streamed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if !self.decoded.more(&mut self.text)? {
                return Ok(0);
            }
        }
        let length = buffer.len().min(self.text.len() - self.at);
        buffer[..length].copy_from_slice(&self.text.as_bytes()[self.at..self.at + length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::*;

    use super::by_content;

    /// Lists of two or three lines, as a salesperson cuts them out for a colleague.
    const SHORT: [(&Encoding, &str); 28] = [
        (WINDOWS_1252, "Müller GmbH,Köln\n"),
        (WINDOWS_1252, "Größe;Straße;Österreich;Übung\nMüller GmbH;Köln\n"),
        (WINDOWS_1252, "société,prénom,adresse\nCafé Noël,Hélène,Béjaïa\n"),
        (WINDOWS_1252, "Compañía,Teléfono,País\nMuñoz,España,Málaga\n"),
        (WINDOWS_1252, "Nome,Endereço,Descrição\nJoão,São Paulo,Ação\n"),
        (WINDOWS_1250, "Nazwa,Adres\nŁódź Spółka,Kraków\nŻółć,Gdańsk\n"),
        (WINDOWS_1250, "Jméno,Město\nDvořák,Plzeň\nŠkoda,Brno\n"),
        (WINDOWS_1250, "Név,Cím\nKovács Kft,Győr\nSzűcs,Pécs\n"),
        (WINDOWS_1254, "Şirket,Müşteri adı\nİstanbul Çelik,Doğan\n"),
        (WINDOWS_1257, "Įmonė,Šiauliai\nUAB Žalgiris,Klaipėda\n"),
        (WINDOWS_1251, "Компания,Телефон\nООО Ромашка,Москва\n"),
        (WINDOWS_1253, "Εταιρεία,Πόλη\nΠαπαδόπουλος,Αθήνα\n"),
        (WINDOWS_1255, "שם,טלפון\nכהן,תל אביב\n"),
        (WINDOWS_1256, "الشركة,الهاتف\nمحمد,القاهرة\n"),
        (WINDOWS_874, "บริษัท,โทรศัพท์\nกรุงเทพ,ไทย\n"),
        (GB18030, "姓名,电话\n张三,13800138000\n"),
        (GB18030, "公司\n义乌市鑫淼饰品厂\n"),
        (GB18030, "name,city\nLi Lei,上海\n"),
        (GB18030, "客户名称,国家,联系人\nABC Trading,阿联酋,Ahmed\n"),
        (GB18030, "毛绒玩具\nAcme,阿联酋\n"),
        (EUC_JP, "会社名,電話番号\nトヨタ自動車,0565-28-2121\n"),
        (BIG5, "姓名,電話\n王小明,0912345678\n"),
        (BIG5, "公司名稱,地址\n鴻海精密工業,新北市土城區\n"),
        (SHIFT_JIS, "会社名,電話番号\nトヨタ自動車,0565-28-2121\n"),
        (SHIFT_JIS, "氏名\n田中\n"),
        (EUC_KR, "회사명,전화번호\n삼성전자,02-2255-0114\n"),
        (EUC_KR, "이름\n김철수\n"),
        (WINDOWS_1252, "name\tplace\nDjurdjura\tTizi Ouzou, Béjaïa, (Kaby ...\nGouraya\tNear Béjaïa\n"),
    ];

    #[test]
    fn short_lists_are_read_in_their_encoding() {
        for (encoding, text) in SHORT {
            let (bytes, _, _) = encoding.encode(text);
            let found = by_content(&mut &bytes[..]).unwrap();
            assert_eq!(found.name(), encoding.name(), "{text}");
        }
    }

    #[test]
    fn much_good_utf_8_with_little_damage_stays_utf_8() {
        let mut bytes = "跟单客户".repeat(100).into_bytes();
        bytes.push(0xff);
        assert_eq!(by_content(&mut &bytes[..]).unwrap(), UTF_8);
        // A character cut by the end of a block is none cut by the file.
        let bytes = "跟".repeat(200_000);
        assert_eq!(by_content(&mut bytes.as_bytes()).unwrap(), UTF_8);
    }
}
