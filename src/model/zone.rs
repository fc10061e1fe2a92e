//! Time zones: the one of a country or city, and the ones that lists write.
//!
//! Zones are IANA names; the cities are a small table by hand of what foreign trade writes to in countries with several
//! zones. There is no clock here: who asks for a local time brings the moment.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::model::country::Country;
use crate::model::text::fold;

/// A time zone: a named one with its summer time, or a fixed distance from UTC. Its text is `Europe/Berlin` or `UTC+05:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// A zone of the IANA data base.
    Named(Tz),
    /// Minutes east of UTC, -840 to 840.
    Fixed(i16),
}

impl Zone {
    /// The distance from UTC at a moment.
    pub fn offset_at(self, moment: DateTime<Utc>) -> FixedOffset {
        match self {
            Self::Named(zone) => zone.offset_from_utc_datetime(&moment.naive_utc()).fix(),
            Self::Fixed(minutes) => FixedOffset::east_opt(i32::from(minutes) * 60).unwrap_or_else(|| Utc.fix()),
        }
    }

    /// What a clock there shows at a moment.
    pub fn local(self, moment: DateTime<Utc>) -> NaiveDateTime {
        moment.with_timezone(&self.offset_at(moment)).naive_local()
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(zone) => f.write_str(zone.name()),
            Self::Fixed(0) => f.write_str("UTC"),
            Self::Fixed(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                write!(f, "UTC{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
            }
        }
    }
}

/// A text that names no zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a time zone is written as Europe/Berlin or UTC+05:30")]
pub struct NotAZone;

impl FromStr for Zone {
    type Err = NotAZone;

    fn from_str(text: &str) -> Result<Self, NotAZone> {
        parse_zone(text).ok_or(NotAZone)
    }
}

impl serde::Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Reads a zone as lists write it: an IANA name in any case, `UTC+8`, `GMT-05:00`, `+5:30`, `(UTC+08:00) Beijing`, `东八区`.
pub fn parse_zone(text: &str) -> Option<Zone> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Ok(zone) = text.parse::<Tz>() {
        return Some(if zone == Tz::UTC || zone == Tz::Etc__UTC { Zone::Fixed(0) } else { Zone::Named(zone) });
    }
    if text.contains('/') {
        let name = text.replace(' ', "_");
        return chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(&name)).map(|&zone| Zone::Named(zone));
    }
    let folded = fold(text);
    let offset = folded.split_once(')').map_or(folded.as_str(), |(inside, _)| inside).trim_start_matches('(');
    parse_offset(offset.trim()).or_else(|| chinese_offset(text)).map(Zone::Fixed)
}

/// `utc+8`, `gmt-05:00`, `+5:30`, `+0530`, `utc`.
fn parse_offset(text: &str) -> Option<i16> {
    let bare = ["utc", "gmt", "z"].iter().find_map(|name| text.strip_prefix(name)).map(str::trim);
    let offset = bare.unwrap_or(text);
    if offset.is_empty() {
        return bare.map(|_| 0);
    }
    let (sign, digits) = match offset.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, offset.strip_prefix(['-', '−', '–'])?),
    };
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, "5")) if digits.contains('.') => (hours, "30"),
        Some((hours, minutes)) => (hours, minutes),
        None if digits.len() == 4 => digits.split_at_checked(2)?,
        None => (digits, "0"),
    };
    if hours.is_empty() || hours.len() > 2 || minutes.len() > 2 || !hours.bytes().chain(minutes.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let total = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok().filter(|&minutes| minutes < 60)?;
    (total <= 14 * 60).then_some(sign * total)
}

/// `东八区` is eight hours east.
fn chinese_offset(text: &str) -> Option<i16> {
    let (sign, rest) = match text.strip_prefix('东').or_else(|| text.strip_prefix('東')) {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('西')?),
    };
    let number = rest.trim_end_matches('区').trim_end_matches('區');
    const NUMBERS: [&str; 13] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let hours = NUMBERS.iter().position(|name| *name == number).or_else(|| number.parse().ok().filter(|&hours| hours <= 12))?;
    Some(sign * 60 * hours as i16)
}

/// The zone of a desk whose clock shows `local` at a moment: the one that is `named`, where its clocks show the same, else the distance
/// from UTC alone.
pub fn shown_by(local: NaiveDateTime, moment: DateTime<Utc>, named: Option<Zone>) -> Zone {
    let fixed = || Zone::Fixed(i16::try_from((local - moment.naive_utc()).num_minutes()).unwrap_or(0));
    named.filter(|zone| zone.local(moment) == local).unwrap_or_else(fixed)
}

/// The country whose zone this is: the one whose principal zone it is, else the first that has it.
pub fn country_of(zone: Zone) -> Option<&'static Country> {
    let name = zone.to_string();
    let main = Country::all().iter().find(|country| country.zones.first() == Some(&name.as_str()));
    main.or_else(|| Country::all().iter().find(|country| country.zones.contains(&name.as_str())))
}

/// The principal zone of a country; none for two uninhabited islands.
pub fn of_country(country: &Country) -> Option<Tz> {
    country.zones.first()?.parse().ok()
}

/// The zone of a city, state or province of a country; the country's principal zone where the place is not known.
///
/// `city` may be a longer text such as an address line; the last place in it that is known counts.
pub fn zone_of(country: &Country, city: &str) -> Option<Tz> {
    if country.zones.len() > 1
        && !city.is_empty()
        && let Some(places) = PLACES.get(country.iso2)
    {
        let folded = fold(city);
        let place = folded.trim();
        if let Some(zone) = places.get(place) {
            return Some(*zone);
        }
        for part in place.rsplit([',', ';', '/', '(', ')', '\n', '，']).map(str::trim) {
            // "Houston TX 77002": the words without the postcode, then the last of them.
            let words: Vec<&str> = part.split_whitespace().filter(|word| !word.bytes().any(|b| b.is_ascii_digit())).collect();
            for from in 0..words.len() {
                if let Some(zone) =
                    places.get(words[from..].join(" ").as_str()).or_else(|| places.get(words[..words.len() - from].join(" ").as_str()))
                {
                    return Some(*zone);
                }
            }
        }
    }
    of_country(country)
}

/// Country, zone, and the folded names of cities, states and provinces in it.
const PLACES_TABLE: &str = "\
US|America/New_York|new york,ny,new york city,nyc,brooklyn,newark,nj,new jersey,edison,boston,ma,massachusetts,philadelphia,pa
US|America/New_York|pennsylvania,pittsburgh,washington dc,washington d.c.,dc,baltimore,md,maryland,virginia,va,richmond,norfolk,charlotte
US|America/New_York|raleigh,nc,north carolina,sc,south carolina,charleston,greenville,atlanta,savannah,ga,georgia,miami,orlando,tampa
US|America/New_York|jacksonville,fl,florida,cleveland,columbus,cincinnati,oh,ohio,ct,connecticut,hartford,ri,rhode island,vt,vermont,nh
US|America/New_York|new hampshire,me,maine,de,delaware,wv,west virginia,buffalo,rochester,纽约,波士顿,费城,亚特兰大,迈阿密,新泽西
US|America/Detroit|detroit,mi,michigan,grand rapids,底特律
US|America/Indiana/Indianapolis|indianapolis,in,indiana,fort wayne
US|America/Kentucky/Louisville|louisville
US|America/Chicago|chicago,il,illinois,houston,dallas,austin,san antonio,fort worth,tx,texas,minneapolis,st. paul,mn,minnesota,milwaukee
US|America/Chicago|wi,wisconsin,st. louis,saint louis,kansas city,mo,missouri,memphis,nashville,tennessee,tn,new orleans,la,louisiana
US|America/Chicago|oklahoma city,tulsa,ok,oklahoma,omaha,ne,nebraska,ks,kansas,wichita,ia,iowa,des moines,ar,arkansas,little rock,ms
US|America/Chicago|mississippi,al,alabama,birmingham,mobile,sd,nd,芝加哥,休斯顿,休斯敦,达拉斯
US|America/Denver|denver,co,colorado,salt lake city,ut,utah,albuquerque,nm,new mexico,el paso,wy,wyoming,mt,montana,billings,丹佛,盐湖城
US|America/Boise|boise
US|America/Phoenix|phoenix,tucson,scottsdale,az,arizona,mesa,凤凰城
US|America/Los_Angeles|los angeles,l.a.,san francisco,san diego,san jose,oakland,sacramento,long beach,ontario,irvine,fremont,ca
US|America/Los_Angeles|california,seattle,tacoma,spokane,wa,washington,portland,or,oregon,las vegas,reno,nv,nevada,洛杉矶,旧金山,西雅图,圣地亚哥,拉斯维加斯
US|America/Los_Angeles|加利福尼亚,加州
US|America/Anchorage|anchorage,ak,alaska,fairbanks
US|Pacific/Honolulu|honolulu,hi,hawaii,檀香山,夏威夷
CA|America/Toronto|toronto,ottawa,montreal,quebec,quebec city,hamilton,mississauga,brampton,markham,london,windsor,on,ontario,qc,laval,多伦多
CA|America/Toronto|蒙特利尔,渥太华
CA|America/Halifax|halifax,ns,nova scotia
CA|America/Moncton|moncton,nb,new brunswick,saint john
CA|America/St_Johns|st. john's,st john's,nl,newfoundland
CA|America/Winnipeg|winnipeg,mb,manitoba
CA|America/Regina|regina,saskatoon,sk,saskatchewan
CA|America/Edmonton|edmonton,calgary,ab,alberta,卡尔加里,埃德蒙顿
CA|America/Vancouver|vancouver,richmond,burnaby,surrey,victoria,bc,british columbia,温哥华
BR|America/Sao_Paulo|sao paulo,sp,rio de janeiro,rj,santos,campinas,curitiba,pr,parana,porto alegre,rs,rio grande do sul,florianopolis
BR|America/Sao_Paulo|joinville,itajai,blumenau,sc,santa catarina,belo horizonte,mg,minas gerais,vitoria,es,brasilia,df,goiania,go,goias
BR|America/Sao_Paulo|圣保罗,里约热内卢,里约,巴西利亚
BR|America/Bahia|salvador,ba,bahia
BR|America/Recife|recife,pe,pernambuco
BR|America/Fortaleza|fortaleza,ce,ceara,natal,rn,joao pessoa,pb,teresina,pi,sao luis,ma,maranhao
BR|America/Maceio|maceio,al,alagoas,aracaju,se,sergipe
BR|America/Belem|belem,pa,para
BR|America/Manaus|manaus,am,amazonas,玛瑙斯
BR|America/Cuiaba|cuiaba,mt,mato grosso
BR|America/Campo_Grande|campo grande,ms,mato grosso do sul
BR|America/Porto_Velho|porto velho,ro,rondonia
BR|America/Boa_Vista|boa vista,rr,roraima
BR|America/Rio_Branco|rio branco,ac,acre
MX|America/Mexico_City|mexico city,ciudad de mexico,cdmx,mexico d.f.,guadalajara,jalisco,puebla,leon,queretaro,toluca,veracruz,墨西哥城,瓜达拉哈拉
MX|America/Monterrey|monterrey,nuevo leon,saltillo,蒙特雷
MX|America/Tijuana|tijuana,mexicali,ensenada,baja california,蒂华纳
MX|America/Cancun|cancun,quintana roo,坎昆
MX|America/Merida|merida,yucatan
MX|America/Hermosillo|hermosillo,sonora
MX|America/Mazatlan|mazatlan,culiacan,sinaloa
MX|America/Chihuahua|chihuahua
MX|America/Ciudad_Juarez|ciudad juarez,juarez
AU|Australia/Sydney|sydney,nsw,new south wales,newcastle,wollongong,canberra,act,悉尼,堪培拉
AU|Australia/Melbourne|melbourne,vic,victoria,geelong,墨尔本
AU|Australia/Brisbane|brisbane,qld,queensland,gold coast,cairns,townsville,布里斯班
AU|Australia/Perth|perth,wa,western australia,fremantle,珀斯
AU|Australia/Adelaide|adelaide,sa,south australia,阿德莱德
AU|Australia/Hobart|hobart,tas,tasmania,launceston,霍巴特
AU|Australia/Darwin|darwin,nt,northern territory,达尔文
RU|Europe/Moscow|moscow,moskva,saint petersburg,st. petersburg,st petersburg,kazan,nizhny novgorod,rostov-on-don,rostov,krasnodar
RU|Europe/Moscow|novorossiysk,sochi,voronezh,москва,санкт-петербург,казань,нижнии новгород,нижний новгород,莫斯科,圣彼得堡,喀山
RU|Europe/Kaliningrad|kaliningrad,калининград
RU|Europe/Samara|samara,togliatti,tolyatti,izhevsk,самара,萨马拉
RU|Europe/Volgograd|volgograd,волгоград
RU|Europe/Saratov|saratov,саратов
RU|Europe/Ulyanovsk|ulyanovsk,ульяновск
RU|Europe/Astrakhan|astrakhan,астрахань
RU|Europe/Kirov|kirov,киров
RU|Asia/Yekaterinburg|yekaterinburg,ekaterinburg,chelyabinsk,perm,ufa,tyumen,magnitogorsk,екатеринбург,челябинск,пермь,уфа,тюмень,叶卡捷琳堡
RU|Asia/Omsk|omsk,омск
RU|Asia/Novosibirsk|novosibirsk,новосибирск,新西伯利亚
RU|Asia/Barnaul|barnaul,барнаул
RU|Asia/Tomsk|tomsk,томск
RU|Asia/Novokuznetsk|novokuznetsk,kemerovo
RU|Asia/Krasnoyarsk|krasnoyarsk,красноярск
RU|Asia/Irkutsk|irkutsk,иркутск,伊尔库茨克
RU|Asia/Chita|chita,чита
RU|Asia/Yakutsk|yakutsk,blagoveshchensk,якутск,благовещенск
RU|Asia/Vladivostok|vladivostok,khabarovsk,ussuriysk,владивосток,хабаровск,海参崴,符拉迪沃斯托克,哈巴罗夫斯克
RU|Asia/Sakhalin|yuzhno-sakhalinsk
RU|Asia/Magadan|magadan,магадан
RU|Asia/Kamchatka|petropavlovsk-kamchatsky,kamchatka
KZ|Asia/Almaty|almaty,astana,nur-sultan,karaganda,karagandy,shymkent,pavlodar,алматы,астана,阿拉木图,阿斯塔纳
KZ|Asia/Aqtobe|aktobe,aqtobe,актобе
KZ|Asia/Aqtau|aktau,aqtau,актау
KZ|Asia/Atyrau|atyrau,атырау
KZ|Asia/Oral|uralsk,oral
KZ|Asia/Qostanay|kostanay,qostanay
KZ|Asia/Qyzylorda|kyzylorda,qyzylorda
ID|Asia/Jakarta|jakarta,dki jakarta,surabaya,bandung,semarang,medan,tangerang,bekasi,batam,palembang,yogyakarta,雅加达,泗水,万隆,棉兰,巴淡
ID|Asia/Makassar|makassar,denpasar,bali,manado,balikpapan,samarinda,banjarmasin,巴厘岛,登巴萨,望加锡
ID|Asia/Pontianak|pontianak
ID|Asia/Jayapura|jayapura,papua
CN|Asia/Urumqi|
CL|America/Punta_Arenas|punta arenas
ES|Atlantic/Canary|las palmas,tenerife,santa cruz de tenerife,gran canaria,canarias,islas canarias,canary islands
ES|Africa/Ceuta|ceuta,melilla
PT|Atlantic/Azores|ponta delgada,azores,acores
PT|Atlantic/Madeira|funchal,madeira
EC|Pacific/Galapagos|galapagos
CD|Africa/Lubumbashi|lubumbashi,goma,kisangani,kolwezi,bukavu
CD|Africa/Kinshasa|kinshasa,matadi
MN|Asia/Hovd|hovd,khovd
NZ|Pacific/Chatham|chatham islands
UA|Europe/Simferopol|simferopol,sevastopol
PF|Pacific/Tahiti|papeete,tahiti
";

static PLACES: LazyLock<HashMap<&'static str, HashMap<&'static str, Tz>>> = LazyLock::new(|| {
    let mut places: HashMap<&'static str, HashMap<&'static str, Tz>> = HashMap::new();
    for line in PLACES_TABLE.lines() {
        let mut cells = line.split('|');
        let (Some(country), Some(zone), Some(names)) = (cells.next(), cells.next().and_then(|zone| zone.parse().ok()), cells.next()) else {
            continue;
        };
        let of_country = places.entry(country).or_default();
        for name in names.split(',').filter(|name| !name.is_empty()) {
            of_country.insert(name, zone);
        }
    }
    places
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_its_zones() {
        let unknown: Vec<&str> =
            Country::all().iter().flat_map(|country| &country.zones).copied().filter(|zone| zone.parse::<Tz>().is_err()).collect();
        assert_eq!(unknown, Vec::<&str>::new());
        let without: Vec<&str> =
            Country::all().iter().filter(|country| of_country(country).is_none()).map(|country| country.iso2).collect();
        assert_eq!(without, ["BV", "HM"]);
    }

    #[test]
    fn the_table_of_places_is_right_about_countries() {
        for line in PLACES_TABLE.lines() {
            let cells: Vec<&str> = line.split('|').collect();
            let country = Country::by_iso2(cells[0]).unwrap_or_else(|| panic!("{line}"));
            assert!(country.zones.contains(&cells[1]), "{line}");
            for name in cells[2].split(',') {
                assert_eq!(fold(name), name, "names are folded");
            }
        }
        for (country, places) in PLACES.iter() {
            let names: usize = PLACES_TABLE
                .lines()
                .filter(|line| line.starts_with(country))
                .map(|line| line.rsplit('|').next().unwrap_or("").split(',').filter(|name| !name.is_empty()).count())
                .sum();
            assert_eq!(names, places.len(), "no place of {country} is named twice");
        }
    }

    #[test]
    fn cities_decide_where_a_country_has_several_zones() {
        for (iso2, city, zone) in [
            ("US", "Houston", "America/Chicago"),
            ("US", "Los Angeles", "America/Los_Angeles"),
            ("US", "HOUSTON, TX 77002", "America/Chicago"),
            ("US", "12 Main St, Denver, CO", "America/Denver"),
            ("US", "Seattle WA", "America/Los_Angeles"),
            ("US", "Nowhere", "America/New_York"),
            ("US", "", "America/New_York"),
            ("US", "洛杉矶", "America/Los_Angeles"),
            ("CA", "Montréal", "America/Toronto"),
            ("CA", "Vancouver BC V5K 0A1", "America/Vancouver"),
            ("BR", "São Paulo", "America/Sao_Paulo"),
            ("BR", "Manaus", "America/Manaus"),
            ("AU", "Perth", "Australia/Perth"),
            ("RU", "Новосибирск", "Asia/Novosibirsk"),
            ("RU", "Perm", "Asia/Yekaterinburg"),
            ("ID", "Denpasar", "Asia/Makassar"),
            ("MX", "Tijuana", "America/Tijuana"),
            ("CN", "Urumqi", "Asia/Shanghai"),
            ("DE", "Hamburg", "Europe/Berlin"),
            ("ES", "Las Palmas", "Atlantic/Canary"),
        ] {
            let country = Country::by_iso2(iso2).unwrap_or_else(|| panic!("{iso2}"));
            assert_eq!(zone_of(country, city).map(|zone| zone.name()), Some(zone), "{city}");
        }
    }

    #[test]
    fn zones_are_read_as_written() {
        for (text, zone) in [
            ("Europe/Berlin", "Europe/Berlin"),
            ("europe/berlin", "Europe/Berlin"),
            ("America/New York", "America/New_York"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
            ("Europe/Kyiv", "Europe/Kyiv"),
            ("UTC+8", "UTC+08:00"),
            ("utc+08:00", "UTC+08:00"),
            ("GMT-05:00", "UTC-05:00"),
            ("GMT -5", "UTC-05:00"),
            ("+5:30", "UTC+05:30"),
            ("+0530", "UTC+05:30"),
            ("UTC+5.5", "UTC+05:30"),
            ("(UTC+08:00) Beijing", "UTC+08:00"),
            ("ＵＴＣ＋８", "UTC+08:00"),
            ("UTC", "UTC"),
            ("UTC-0", "UTC"),
            ("东八区", "UTC+08:00"),
            ("西五区", "UTC-05:00"),
        ] {
            assert_eq!(parse_zone(text).map(|zone| zone.to_string()).as_deref(), Some(zone), "{text}");
            assert_eq!(parse_zone(zone), parse_zone(text), "{zone}");
        }
        for text in ["", "Berlin time", "UTC+25", "UTC+8:75", "8", "Mars/Base", "+", "UTC+", "东方"] {
            assert_eq!(parse_zone(text), None, "{text}");
        }
    }

    #[test]
    fn the_zone_of_a_desk_is_the_one_that_its_clock_shows() {
        let moment: DateTime<Utc> = "2026-07-01T10:00:00Z".parse().unwrap();
        let named = parse_zone("Europe/Berlin");
        for (local, zone) in
            [("2026-07-01T12:00:00", "Europe/Berlin"), ("2026-07-01T18:00:00", "UTC+08:00"), ("2026-07-01T10:00:00", "UTC")]
        {
            assert_eq!(shown_by(local.parse().unwrap(), moment, named).to_string(), zone, "{local}");
        }
    }

    #[test]
    fn clocks_follow_summer_time() {
        let moment = |text: &str| text.parse::<DateTime<Utc>>().unwrap_or_else(|_| panic!("{text}"));
        let berlin = parse_zone("Europe/Berlin").unwrap_or(Zone::Fixed(0));
        assert_eq!(berlin.local(moment("2026-07-01T10:00:00Z")).to_string(), "2026-07-01 12:00:00");
        assert_eq!(berlin.local(moment("2026-01-01T10:00:00Z")).to_string(), "2026-01-01 11:00:00");
        assert_eq!(Zone::Fixed(330).local(moment("2026-01-01T10:00:00Z")).to_string(), "2026-01-01 15:30:00");
        assert_eq!(serde_json::to_string(&berlin).ok().as_deref(), Some("\"Europe/Berlin\""));
        assert_eq!(serde_json::from_str::<Zone>("\"UTC+05:30\"").ok(), Some(Zone::Fixed(330)));
    }
}
