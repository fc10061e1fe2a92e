//! Lines as people type them in both languages, and how they are understood; 2026-11-20 is a Friday.

use super::*;

/// `channel direction day | text | next day [time] [= goal] | side: promise [@ day]; …`
fn told(line: &str) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    let Some(touch) = read(line, today) else { return String::new() };
    let direction = touch.direction.map_or("-", Direction::key);
    let channel = if touch.channel == Channel::Unknown { "-" } else { touch.channel.key() };
    let day = if touch.happened_on == today { String::new() } else { format!(" {}", touch.happened_on) };
    let reply = if touch.needs_reply { " ?" } else { "" };
    let next = touch.next.map_or_else(String::new, |next| {
        let time = next.due_time.map_or_else(String::new, |time| time.format(" %H:%M").to_string());
        let goal = if next.goal.is_empty() { String::new() } else { format!(" = {}", next.goal) };
        format!("{}{time}{goal}", next.due_on)
    });
    let promises = touch.promises.iter().map(|promise| {
        let due = promise.due_on.map_or_else(String::new, |due| format!(" @ {due}"));
        format!("{}: {}{due}", promise.side.key(), promise.text)
    });
    let said = [format!("{channel} {direction}{day}{reply}"), touch.text, next, promises.collect::<Vec<_>>().join("; ")];
    said.join(" | ").trim_end_matches([' ', '|']).to_owned()
}

#[test]
fn lines_are_understood_as_a_salesperson_means_them() {
    let cases: &[(&str, &str)] = &[
        // ---- The plain ones
        ("mail quoted FOB Ningbo 1.25, next fri", "mail out | quoted FOB Ningbo 1.25 | 2026-11-27"),
        ("邮件 已报价 下周五", "mail out | 已报价 | 2026-11-27"),
        ("邮件 已报价，下周五", "mail out | 已报价 | 2026-11-27"),
        ("phone went through the drawings; in 3 days", "phone both | went through the drawings | 2026-11-23"),
        ("电话 聊了图纸；三天后", "phone both | 聊了图纸 | 2026-11-23"),
        ("whatsapp sent the catalogue, tomorrow", "whatsapp out | sent the catalogue | 2026-11-21"),
        ("微信 发了目录 明天", "wechat out | 发了目录 | 2026-11-21"),
        ("visit showed the samples. next month", "visit both | showed the samples | 2026-12"),
        ("sample two sets by DHL, 10 Dec", "sample out | two sets by DHL | 2026-12-10"),
        ("寄样 两套，DHL，12月10日", "sample out | 两套，DHL | 2026-12-10"),
        ("mailing spring offer", "mailing out | spring offer"),
        ("群发 春季报价", "mailing out | 春季报价"),
        ("广交会 拿了名片 下周一", "exhibition both | 拿了名片 | 2026-11-23"),
        ("after-sales oil leak solved, +2w", "after_sales both | oil leak solved | 2026-12-04"),
        ("E-Mail quoted, 2026-12-01", "mail out | quoted | 2026-12-01"),
        ("mail quoted, 12/5", "mail out | quoted | 2026-12-05"),
        ("ＭＡＩＬ　已报价，下周五", "mail out | 已报价 | 2026-11-27"),
        ("電話 談了價格 下週五", "phone both | 談了價格 | 2026-11-27"),
        // ---- Only parts of it
        ("mail", "mail out"),
        ("mail next fri", "mail out |  | 2026-11-27"),
        ("下周五", "- - |  | 2026-11-27"),
        ("next fri", "- - |  | 2026-11-27"),
        ("quoted again", "- - | quoted again"),
        ("已报价", "- - | 已报价"),
        ("电话沟通了价格", "phone both | 沟通了价格"),
        ("", ""),
        ("  ,  ", ""),
        // ---- Who spoke
        ("in mail asked for a price", "mail in | asked for a price"),
        ("mail incoming: asked for a price", "mail in | asked for a price"),
        ("mail < asked for a price, mon", "mail in | asked for a price | 2026-11-23"),
        ("来电 问交期", "phone in | 问交期"),
        ("微信 来 问价格，明天", "wechat in ? | 问价格 | 2026-11-21"),
        ("邮件 收到询盘 5000 件", "mail in ? | 收到询盘 5000 件"),
        ("mail received inquiry for 5,000 pcs", "mail in ? | received inquiry for 5,000 pcs"),
        ("phone in touch with the new buyer", "phone both | in touch with the new buyer"),
        ("in Hamburg met the new buyer", "- - | in Hamburg met the new buyer"),
        ("mail both sides agreed", "mail out | both sides agreed"),
        ("out whatsapp asked again", "whatsapp out | asked again"),
        // ---- An earlier day
        ("yesterday phone agreed on the box", "phone both 2026-11-19 | agreed on the box"),
        ("mail yesterday: sent the quote, next tue", "mail out 2026-11-19 | sent the quote | 2026-11-24"),
        ("昨天 电话 聊了价格 下周二", "phone both 2026-11-19 | 聊了价格 | 2026-11-24"),
        ("电话 聊了价格，昨天", "phone both 2026-11-19 | 聊了价格"),
        ("2026-11-10 visit saw the plant", "visit both 2026-11-10 | saw the plant"),
        ("上周五 拜访 看了工厂", "visit both 2026-11-13 | 看了工厂"),
        ("mail quoted, today", "mail out | quoted"),
        // ---- Prices, quantities, sizes and days that are part of what was said
        ("mail quoted 1.25", "mail out | quoted 1.25"),
        ("mail quoted, 1.25", "mail out | quoted, 1.25"),
        ("mail quoted USD 1,250.50, 2.5", "mail out | quoted USD 1,250.50, 2.5"),
        ("邮件 报价 12.5", "mail out | 报价 12.5"),
        ("mail 5,000 pcs, 10000 pcs", "mail out | 5,000 pcs, 10000 pcs"),
        ("mail order for 2027", "mail out | order for 2027"),
        ("mail asked about model, 2026", "mail out | asked about model, 2026"),
        ("mail valves 1/2, 3/4", "mail out | valves 1/2, 3/4"),
        ("mail payment TT, 30 days", "mail out | payment TT, 30 days"),
        ("mail lead time, 4 weeks", "mail out | lead time, 4 weeks"),
        ("mail valid until 5 Dec", "mail out | valid until 5 Dec"),
        ("mail quoted, valid until 5 Dec", "mail out | quoted, valid until 5 Dec"),
        ("mail delivery 5 Dec confirmed, next wed", "mail out | delivery 5 Dec confirmed | 2026-11-25"),
        ("mail asked for delivery next friday", "mail out | asked for delivery next friday"),
        ("mail they will pay next friday", "mail out | they will pay next friday"),
        ("mail ETD 12 Dec", "mail out | ETD 12 Dec"),
        ("微信 客户说下周五付款", "wechat out | 客户说下周五付款"),
        ("微信 船期 12月5日", "wechat out | 船期 12月5日"),
        ("邮件 确认交期 12月5日，下周三", "mail out | 确认交期 12月5日 | 2026-11-25"),
        ("phone will decide next week", "phone both | will decide next week | 2026-11-27"),
        ("mail shipped 5 Dec, 12 Dec, container no. unknown", "mail out | shipped 5 Dec, 12 Dec, container no. unknown"),
        ("mail the sat nav", "mail out | the sat nav"),
        ("phone met in March", "phone both | met in March"),
        // ---- What for, and the time
        ("phone no answer, call next fri 10:00", "phone both | no answer | 2026-11-27 10:00 = call"),
        ("mail quoted, next: 1 Dec ask about the samples", "mail out | quoted | 2026-12-01 = ask about the samples"),
        ("邮件 已报价，下次跟进：12月1日 问样品", "mail out | 已报价 | 2026-12-01 = 问样品"),
        ("微信 没回，下周三再联系", "wechat out | 没回 | 2026-11-25"),
        ("电话 约好了，明天下午3点半", "phone both | 约好了 | 2026-11-21 15:30"),
        ("电话 约好 明天上午十点", "phone both | 约好 | 2026-11-21 10:00"),
        ("phone rang back, today 16:30", "phone both | rang back | 2026-11-20 16:30"),
        ("mail quoted, friday", "mail out | quoted | 2026-11-27"),
        // ---- Promises
        (
            "phone asked for samples, promise: send two by 3 Dec, next fri",
            "phone both | asked for samples | 2026-11-27 | us: send two @ 2026-12-03",
        ),
        ("mail promise: send samples by 3 Dec", "mail out |  |  | us: send samples @ 2026-12-03"),
        ("phone quoted promise: drawings by monday", "phone both | quoted |  | us: drawings @ 2026-11-23"),
        ("phone they promised to pay in 5 days", "phone both |  |  | them: pay @ 2026-11-25"),
        ("mail customer promised the deposit by end of month; next tue", "mail out |  | 2026-11-24 | them: the deposit @ 2026-11-30"),
        ("电话 答应周三寄样", "phone both |  |  | us: 寄样 @ 2026-11-25"),
        ("电话 聊了价格，答应周三前寄样，下周五", "phone both | 聊了价格 | 2026-11-27 | us: 寄样 @ 2026-11-25"),
        ("微信 客户答应12月3日前付款", "wechat out |  |  | them: 付款 @ 2026-12-03"),
        ("微信 我们答应三天内出图 客户很满意", "wechat out |  |  | us: 出图 客户很满意 @ 2026-11-23"),
        ("mail we promise better boxes", "mail out |  |  | us: better boxes"),
        ("mail promise: payment 30 days", "mail out |  |  | us: payment 30 days"),
        ("mail promise:", "mail out | promise:"),
        ("电话 客户没答应涨价", "phone both | 客户没答应涨价"),
        ("电话 答应不了这个价", "phone both | 答应不了这个价"),
        ("mail promise: samples by 5 Mar", "mail out |  |  | us: samples @ 2027-03-05"),
    ];
    assert!(cases.len() >= 60);
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(line, expected)| told(line) != *expected)
        .map(|(line, expected)| format!("{line}\n   is {}\n  not {expected}", told(line)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_for_a_touch_begins_with_t_and_a_space() {
    for (typed, line) in [
        ("t mail quoted", Some("mail quoted")),
        ("T  邮件 已报价 ", Some("邮件 已报价")),
        ("t　邮件", Some("邮件")),
        ("ｔ 邮件", Some("邮件")),
        ("t ", Some("")),
        ("t", None),
        ("tag fair", None),
        ("table", None),
        ("", None),
    ] {
        assert_eq!(line_of(typed), line, "{typed}");
    }
}

#[test]
fn nothing_that_is_typed_breaks_the_reading() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    for line in [
        "，，，",
        "promise:promise:promise:",
        "答应答应答应",
        "next: next: next:",
        "t t t",
        "1/2/3/4",
        "下周五下周五",
        "é,ü;。",
        "🙂 ok 🙂, 明天🙂",
    ] {
        let touch = read(line, today);
        assert!(touch.is_none_or(|touch| touch.text.len() <= line.len()), "{line}");
    }
    let long = "答应周三寄样，".repeat(200);
    assert_eq!(read(&long, today).map(|touch| touch.promises.len()), Some(200));
}
