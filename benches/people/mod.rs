//! Makes the books that are measured: customers with a contact, what was said and what is planned, in thirty columns, two of five of
//! them Chinese. All of it is invented by counting; the same number makes the same book on every machine.

// Each bench uses its own part.
#![allow(dead_code)]

use std::path::Path;

use gendan::model::currency::CurrencyCode;
use gendan::model::{ChannelKind, Contact, Customer, Field, FollowUp, Id, Touch, entry};
use gendan::store::{Options, Store, StoreError, What};

const LANDS: [(&str, &str, [&str; 4], &str); 8] = [
    ("DE", "49", ["Hamburg", "Köln", "Bremen", "Leipzig"], "GmbH"),
    ("PL", "48", ["Łódź", "Gdynia", "Poznań", "Lublin"], "Sp. z o.o."),
    ("AE", "971", ["Dubai", "Sharjah", "Ajman", "Abu Dhabi"], "LLC"),
    ("BR", "55", ["Santos", "Recife", "Natal", "Belém"], "Ltda."),
    ("US", "1", ["Houston", "Dallas", "Miami", "Newark"], "Inc."),
    ("CN", "86", ["宁波", "义乌", "佛山", "重庆"], "有限公司"),
    ("CN", "86", ["青岛", "厦门", "长沙", "深圳"], "有限公司"),
    ("CN", "86", ["广州", "杭州", "上海", "温州"], "贸易有限公司"),
];
const SYLLABLES: [&str; 24] = [
    "ber", "kan", "lo", "mi", "tor", "sen", "dal", "fa", "gre", "hol", "ix", "jun", "kra", "lum", "nor", "os", "pel", "qua", "ris", "sta",
    "tul", "ver", "wol", "zan",
];
const CHARACTERS: [&str; 32] = [
    "华", "盛", "达", "新", "远", "海", "金", "鑫", "隆", "泰", "恒", "瑞", "安", "宏", "利", "洲", "绿", "东", "方", "星", "辰", "长",
    "兴", "源", "创", "佳", "美", "通", "联", "合", "正", "乐",
];
const TRADES: [&str; 6] = ["电子", "机械", "服装", "五金", "家居", "照明"];
const GOODS: [&str; 8] =
    ["LED lights", "ball valves", "cotton shirts", "steel shelves", "garden chairs", "水泵和阀门", "太阳能灯", "陶瓷餐具"];
const SAID: [&str; 6] = [
    "Asked for samples and a price for twenty containers a year",
    "在广交展会上认识，对价格敏感，等样品",
    "Wants delivery before spring; the last supplier was late",
    "客户说下个月来工厂看货",
    "No budget until the new year",
    "要求更新报价单并寄送目录",
];

/// Numbers that follow one another without a pattern.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.next(all.len())]
    }

    fn day(&mut self) -> String {
        format!("{}-{:02}-{:02}", 2024 + self.next(3), 1 + self.next(12), 1 + self.next(28))
    }

    fn name(&mut self) -> String {
        let mut name: String = (0..2 + self.next(2)).map(|_| self.of(&SYLLABLES)).collect();
        name[..1].make_ascii_uppercase();
        name
    }
}

/// Writes a book of `rows` customers into `folder`.
pub fn write(folder: &Path, rows: u32) {
    let mut store = Store::open(folder, &Options::default(), 1_790_000_000_000).expect("a new book");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    // Many steps, so that the log does not grow to the size of the book.
    for first in (0..rows).step_by(50_000) {
        let what = What::edit("step-set-field-many").with("field", "field:company").with("count", 1_usize);
        let written = store.change(&what, "bench", 1_790_000_000_000, |write| -> Result<(), StoreError> {
            for number in first..(first + 50_000).min(rows) {
                let id = write.mint();
                let (customer, contact) = people(&mut chance, number, id);
                write.put_customer(id, Some(&customer))?;
                let contact_id = write.mint();
                write.put_contact(contact_id, Some(&Contact { id: contact_id, ..contact }))?;
                let touch_id = write.mint();
                let happened_on = chance.day().parse().expect("a day");
                let text = chance.of(&SAID).to_owned();
                let touch = Touch { text, ..Touch::new(touch_id, id, happened_on) };
                write.put_touch(touch_id, Some(&touch))?;
                if chance.next(3) == 0 {
                    let follow_up_id = write.mint();
                    let due_on = chance.day().parse().expect("a day");
                    let follow_up = FollowUp {
                        goal: chance.of(&["send a quote", "寄样品", "call again"]).to_owned(),
                        ..FollowUp::new(follow_up_id, id, due_on)
                    };
                    write.put_follow_up(follow_up_id, Some(&follow_up))?;
                }
            }
            Ok(())
        });
        written.expect("rows are written");
    }
}

fn people(chance: &mut Chance, number: u32, id: Id) -> (Customer, Contact) {
    let (country, code, cities, form) = LANDS[chance.next(LANDS.len())];
    let is_chinese = country == "CN";
    let city = chance.of(&cities);
    let word = chance.name();
    let company = if is_chinese {
        let name: String = (0..2 + chance.next(2)).map(|_| chance.of(&CHARACTERS)).collect();
        format!("{city}{name}{}{form}", chance.of(&TRADES))
    } else {
        format!("{word} {} {form}", chance.name())
    };
    let domain = format!("{}{}.example", word.to_lowercase(), number % 90_000);
    let digits = |chance: &mut Chance| format!("{:03} {:02} {:02}", chance.next(1000), chance.next(100), chance.next(100));
    let mut customer = Customer::new(id);
    let mut set = |field: Field, text: &str| {
        if let Ok(value) = entry::read(field, text, CurrencyCode::USD) {
            customer.set(field, value);
        }
    };
    set(Field::Company, &company);
    if number.is_multiple_of(3) {
        set(Field::ShortName, &word);
    }
    set(Field::CustomerNo, &format!("K-{number:07}"));
    set(Field::Country, country);
    set(Field::City, city);
    let street = if is_chinese {
        format!("{city}市开发区{}路{}号", chance.of(&CHARACTERS), number % 900)
    } else {
        format!("{} {}", chance.name(), number % 900)
    };
    set(Field::Address, &street);
    set(Field::Postcode, &format!("{:05}", chance.next(99_999)));
    set(Field::Phone, &format!("+{code} {} {}", 10 + chance.next(80), digits(chance)));
    set(Field::CompanyEmail, &format!("info@{domain}"));
    set(Field::Website, &format!("www.{domain}"));
    set(Field::CustomerType, chance.of(&["进口商", "批发商", "零售商", "Agent"]));
    set(Field::Industry, chance.of(&["Lighting", "Textile", "Hardware", "家居", "照明", "机械"]));
    set(Field::Level, chance.of(&["A", "B", "C", "VIP", ""]));
    set(Field::Status, chance.of(&["开发中", "跟进中", "待开发", "沉睡"]));
    set(Field::Stars, chance.of(&["1", "2", "3", "4", "5", ""]));
    set(Field::Group, chance.of(&["Europe/Germany", "Europe", "Asia/China/East", "Asia/China", "America/Brazil", ""]));
    set(Field::Tags, chance.of(&["展会", "展会;老客户", "VIP客户", "sample sent;price", "", "price"]));
    set(Field::Owner, chance.of(&["Li Wei", "张敏", "Anna", "王强"]));
    set(Field::Products, chance.of(&GOODS));
    let amount = chance.next(900_000);
    set(Field::AnnualAmount, &format!("{} {amount}", chance.of(&["USD", "EUR", "CNY"])));
    set(Field::PaymentTerms, chance.of(&["T/T 30/70", "L/C at sight", "D/P", "O/A 60"]));
    set(Field::Source, chance.of(&["Fair", "Website", "阿里巴巴", "海关数据"]));
    set(Field::Created, &chance.day());
    if !number.is_multiple_of(4) {
        set(Field::Notes, &format!("{} ({number})", chance.of(&SAID)));
    }
    let mut contact = Contact::new(Id(0), id);
    let person = if is_chinese {
        format!("{}{}", chance.of(&["王", "李", "张", "曾", "单"]), chance.of(&CHARACTERS))
    } else {
        format!("{} {}", chance.name(), chance.name())
    };
    contact.record.set(Field::Contact, person.as_str());
    contact.record.set(Field::Title, chance.of(&["Buyer", "CEO", "采购经理", "总经理", "Owner"]));
    contact.add_channel(ChannelKind::Mobile, &format!("+{code} 1{} {}", chance.next(90), digits(chance)));
    contact.add_channel(ChannelKind::Email, &format!("{}@{domain}", chance.name().to_lowercase()));
    (customer, contact)
}
