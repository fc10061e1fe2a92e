//! The fields themselves, one entry each. Header words are those of real exports of CRMs, mail programs, marketplaces and
//! customs-data vendors in simplified Chinese, traditional Chinese and English, with the commonest Spanish, German and French.

use super::{Category, Choice, Kind, Of, Spec};

macro_rules! fields {
    ($($variant:ident $key:literal, $of:ident $category:ident $kind:ident, $width:literal, $zh:literal, $en:literal, $stored:literal, $choices:expr, $headers:literal;)*) => {
        /// A field of a customer, a contact or an order line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "the list below says what each is")]
        pub enum Field { $($variant),* }

        pub(super) static SPECS: &[Spec] = &[$(Spec {
            field: Field::$variant,
            key: $key,
            of: Of::$of,
            category: Category::$category,
            kind: Kind::$kind,
            width: $width,
            zh: $zh,
            en: $en,
            headers: $headers,
            choices: $choices,
            is_stored: $stored,
        }),*];
    };
}

// Order: variant and key; row, section and kind; width; Chinese and English label; whether the row keeps it; usual values; header words.
fields! {
    // ---- Customer
    Company "company", Customer Basic Company, 220.0, "客户名称", "Customer", true, &[],
        "Name|公司名称|公司|公司名|客户|客户姓名|名称|企业名称|单位名称|单位|企业|店铺|买家|买家名称|收货人公司|客户公司名|客户公司|收货方名称|公司英文名称|公司全称|客户全称|英文名称|进口商|采购商|客戶名稱|公司名稱|名稱|用戶名|帳號|客戶|Company Name|Account Name|Account|Customer Name|Company|company_name|Organization|Organization - Name|Organization Name|Organisation|Buyer Name|Buyer|PARTY NAME|firm|firm/co.|Business Name|Client|Client Name|IMPORTER_NAME|IMPORTER_NAME_EN|IMPORTER|BUYER_NAME|STD_BUYER_NAME|Trading Name|Legal Name|Empresa|Razón social|Firma|Société|Cliente|Kunde";
    ShortName "short_name", Customer Basic Text, 110.0, "简称", "Short name", true, &[],
        "公司简称|客户简称|客户代号|簡稱|公司簡稱|Print Name|Nickname|Alias|Abbreviation";
    CustomerNo "customer_no", Customer Basic Code, 100.0, "客户编号", "Customer no.", true, &[],
        "客户代码|编号|档案编号|客户id|客户ID|客户老编号|客户号|客戶ID|客戶編號|會員編號|Customer ID|Customer Number|Customer Code|Company ID|Account Number|Account No|Account ID|External ID|Code|buyer_id|IMPORTER_CODE|IEC|BIN|Record ID|Client ID";
    Country "country", Customer Basic Country, 110.0, "国家", "Country", true, &[],
        "国家地区|国家/地区|国别|客户国别|国家名|中文国家名|收货人国家|收货国家|目的国|贸易国别|国家或地区|國家|國家/地區|國別|Country/Region|Billing Country|Shipping Country|Business Country/Region|Primary Address Country|DESTINATION_COUNTRY|CONSIGNEE_COUNTRY|recipient country|Destination|Nation|Country Name|País|Land|Pays|Home Country/Region";
    Region "region", Customer Basic Text, 90.0, "省/州", "Province / state", true, &[],
        "省|省份|州|省/自治区/直辖市|区域|客户区域|State/Region|State/Province|State|Province|StateProvince|Billing State|Region|Area|Territory|Business State";
    City "city", Customer Basic Text, 100.0, "城市", "City", true, &[],
        "市|所在城市|所在市|Billing City|Business City|Town|IMPORTER_CITY|Ciudad|Stadt|Ville";
    Address "address", Customer Basic LongText, 200.0, "地址", "Address", true, &[],
        "公司地址|详细地址|联系地址|收件详细地址|账单地址|邮寄地址|工作地址|客户地址|通讯地址|街道|帳單地址|收件地址|聯絡地址|Street Address|Address Line 1|Billing Street|Shipping Street|Business Street|Street|Address 1 - Formatted|IMPORTER_ADDRESS|CONSIGNEE_ADDRESS|BUYER_ADDRESS|Company Address|Mailing Address|Dirección|Adresse";
    Postcode "postcode", Customer Basic Code, 80.0, "邮编", "Postal code", true, &[],
        "邮政编码|邮递区号|郵遞區號|Postal Code|PostalCode|Zip Code|Zip|Postcode|Billing Postal Code|Business Postal Code|PIN|PIN Code|IMPORTER_POSTAL_CODE";
    Phone "phone", Customer Basic Phone, 130.0, "电话", "Phone", true, &[],
        "座机|座机电话|联系电话|电话号码|公司电话|办公电话|固定电话|联系方式|電話|公司電話|聯絡電話|Phone Number|Office Phone|Company Main Phone|Company Phone|Telephone|Phone 1|Phone 1 - Value|Tel|Tel.|Telephone Number|IMPORTER_PHONE_NO|Contact Number|Teléfono|Telefon|Téléphone";
    Fax "fax", Customer Basic Phone, 120.0, "传真", "Fax", true, &[],
        "联系传真|公司传真|传真号码|办公传真|傳真|Business Fax|Company Fax|Home Fax|Fax Number|Phone Fax";
    CompanyEmail "company_email", Customer Basic Email, 180.0, "公司邮箱", "Company e-mail", true, &[],
        "企业邮箱|公共邮箱|公司電郵|Company Email|General Email|Office Email";
    Website "website", Customer Basic Url, 150.0, "网址", "Website", true, &[],
        "公司主页网址|公司网址|主页网址|官网|网站|公司网站|客户网址|网页 1|网页|主页|公司官网|網站|網址|Website URL|Company Domain Name|Web Page|Website 1 - Value|Homepage|Web|URL|official_website|Domain|Web Site|Sitio web";
    PersonInCharge "person_in_charge", Customer Basic Person, 110.0, "公司负责人", "Person in charge", true, &[],
        "法人|法人代表|法定代表人|企业负责人|Legal Representative|Managing Director|CEO";
    Bank "bank", Customer Basic Text, 140.0, "开户银行", "Bank", true, &[],
        "开户行|银行|银行名称|Bank Name|Beneficiary Bank";
    BankAccount "bank_account", Customer Basic Code, 150.0, "银行账号", "Bank account", true, &[],
        "银行账户|账号|银行卡号|Account No. (bank)|Bank Account Number|IBAN";
    TaxId "tax_id", Customer Basic Code, 120.0, "税号", "Tax ID", true, &[],
        "纳税人识别号|统一社会信用代码|統一編號|VAT|VAT Number|VAT No|GST|GSTIN|PAN|EIN|CUIT|CNPJ|RFC|NIF|IMPORTER_ID|CUSTOMS_INN_CODE|INN|Tax Number|Tax ID Number|USt-IdNr";
    RegistrationNo "registration_no", Customer Basic Code, 120.0, "工商注册号", "Registration no.", true, &[],
        "注册号|营业执照号|工商登记号|Registration Number|Company Registration No|Business Registration No|Reg. No.";
    CustomerType "customer_type", Customer Basic Choice, 100.0, "客户类型", "Customer type", true, &[Choice { zh: "进口商", en: "Importer" }, Choice { zh: "批发商", en: "Wholesaler" }, Choice { zh: "零售商", en: "Retailer" }, Choice { zh: "品牌商", en: "Brand owner" }, Choice { zh: "代理", en: "Agent" }, Choice { zh: "工厂", en: "Factory" }, Choice { zh: "电商卖家", en: "Online seller" }, Choice { zh: "贸易公司", en: "Trading company" }],
        "类型|业务类型|公司类型|客户类别|客户性质|類型|客戶類型|Type|Company Type|Business Type|Category|Account Type";
    Industry "industry", Customer Basic Text, 110.0, "行业", "Industry", true, &[],
        "所属行业|客户行业|客户所属行业|行业划分|行業|產業|Line of Business|Sector|INDUSTRY";
    BusinessScope "business_scope", Customer Basic LongText, 160.0, "经营范围", "Business scope", true, &[],
        "主营业务|业务范围|客户介绍|公司介绍|公司简介|Business Items|Main Business|Company Profile|About";
    CompanySize "company_size", Customer Basic Text, 90.0, "规模", "Company size", true, &[],
        "公司规模|人数|员工数|员工数量|员工人数|规模人数|Number of Employees|No. of Employees|Employees|Company Scale|Size";
    Founded "founded", Customer Basic Text, 80.0, "成立时间", "Founded", true, &[],
        "成立年份|成立日期|Year Founded|Year Established|Established|Founded Year";
    TimeZone "time_zone", Customer Basic Zone, 130.0, "时区", "Time zone", true, &[],
        "客户时区|Timezone|Time Zone";
    MarketArea "market_area", Customer Basic Text, 120.0, "销售市场", "Market area", true, &[],
        "市场|主要市场|市场区域|销售区域|Market|Markets|Market Area|Market Size";
    Level "level", Customer Judgement Choice, 70.0, "等级", "Tier", true, &[Choice { zh: "A", en: "A" }, Choice { zh: "B", en: "B" }, Choice { zh: "C", en: "C" }, Choice { zh: "VIP", en: "VIP" }, Choice { zh: "复购", en: "Repeat" }, Choice { zh: "成交", en: "One deal" }, Choice { zh: "高潜", en: "High potential" }, Choice { zh: "低潜", en: "Low potential" }],
        "客户等级|客户级别|级别|买家分层|阿里买家等级|客户价值评级|价值评级|分级|ABC分类|等級|客戶等級|Level|Customer Level|Buyer Tier|Rating|Customer Rating|quality_tier|Class|Customer Class|Grade|Priority";
    LevelReason "level_reason", Customer Judgement LongText, 140.0, "等级理由", "Reason for tier", true, &[],
        "分级理由|定级理由|等级说明|Tier Reason|Rating Reason";
    Status "status", Customer Judgement Choice, 90.0, "状态", "State", true, &[Choice { zh: "开发中", en: "Developing" }, Choice { zh: "跟进中", en: "Following" }, Choice { zh: "待开发", en: "To develop" }, Choice { zh: "沉睡", en: "Dormant" }],
        "客户状态|客户阶段|跟进状态|成交状态|联系阶段|阶段|当前阶段|狀態|客戶狀態|Status|Stage|Lifecycle Stage|Lead Status|Customer Status|Deal Stage|Label";
    LostReason "lost_reason", Customer Judgement LongText, 140.0, "流失原因", "Reason lost", true, &[],
        "丢单原因|失单原因|输单原因|流失理由|未成交原因|Lost Reason|Loss Reason|Closed Lost Reason|Reason for Loss";
    Stars "stars", Customer Judgement Stars, 90.0, "星级", "Stars", true, &[],
        "客户星级|星标|重要度|重要程度|星級|Star Rating|Star|Customer Stars|Importance";
    Group "group", Customer Judgement Group, 140.0, "分组", "Group", true, &[],
        "客户分组|公海分组|分组名称|所属分组|分組|客戶分組|Customer Group|Groups";
    Tags "tags", Customer Judgement Tags, 140.0, "标签", "Tags", true, &[],
        "客户标签|標籤|客戶標籤|Tag|Labels|Categories|Keywords";
    Owner "owner", Customer Judgement Text, 90.0, "负责人", "Owner", true, &[],
        "跟进人|业务员|业务负责人|归属|归属人|业务主管|负责人名字|所属业务员|销售|销售员|業務員|負責人|Follower|Contact Owner|Company Owner|Account Owner|Deal Owner|Lead Owner|Assigned to|Sales Executive|Salesperson|Sales Person|Sales Rep|Coordinator|Account Manager";
    Intent "intent", Customer Judgement Choice, 80.0, "意向", "Intent", true, &[Choice { zh: "高", en: "High" }, Choice { zh: "中", en: "Medium" }, Choice { zh: "低", en: "Low" }],
        "采购意向|客户意向|意向度|意向程度|Interest Level|Purchase Intent|Buying Intent|Intent Level";
    PotentialValue "potential_value", Customer Judgement Choice, 80.0, "价值", "Value", true, &[Choice { zh: "高", en: "High" }, Choice { zh: "中", en: "Medium" }, Choice { zh: "低", en: "Low" }],
        "客户价值|潜在价值|Potential|Potential Value|Customer Value";
    Likelihood "likelihood", Customer Judgement Choice, 90.0, "成交可能", "Likelihood", true, &[Choice { zh: "高", en: "High" }, Choice { zh: "中", en: "Medium" }, Choice { zh: "低", en: "Low" }],
        "成交概率|成单概率|赢单率|可能性|Probability|Win Probability|Probability (%)";
    Fit "fit", Customer Judgement Choice, 80.0, "匹配度", "Fit", true, &[Choice { zh: "高", en: "High" }, Choice { zh: "中", en: "Medium" }, Choice { zh: "低", en: "Low" }],
        "匹配程度|需求匹配|Match|Product Fit";
    Loyalty "loyalty", Customer Judgement Choice, 110.0, "忠诚度", "Loyalty", true, &[Choice { zh: "忠诚", en: "Loyal" }, Choice { zh: "品牌转换", en: "Brand-switching" }, Choice { zh: "无品牌忠诚", en: "No brand loyalty" }],
        "客户忠诚度|品牌忠诚|Customer Loyalty";
    LifeCycle "life_cycle", Customer Judgement Choice, 100.0, "生命周期", "Life-cycle", true, &[Choice { zh: "导入期", en: "Introduction" }, Choice { zh: "成长期", en: "Growth" }, Choice { zh: "成熟期", en: "Maturity" }, Choice { zh: "衰退期", en: "Decline" }],
        "客户生命周期|关系阶段|Life Cycle|Customer Life Cycle";
    DevelopmentClass "development_class", Customer Judgement Choice, 100.0, "开发类别", "Development class", true, &[Choice { zh: "常规", en: "Regular" }, Choice { zh: "潜力", en: "Potential" }, Choice { zh: "头顶", en: "Top" }],
        "发展类别|开发计划类别|客户发展类别|Development Plan";
    Products "products", Customer Needs LongText, 180.0, "主营产品", "Products", true, &[],
        "主要产品|客户意向采购产品|意向产品|意向产品信息|产品分组|感兴趣产品|询盘产品|采购产品|需求产品|主營產品|Main Products|Main Product|Products of Interest|Product Interest|Interested Products";
    NeedSpec "need_spec", Customer Needs LongText, 140.0, "规格要求", "Specification wanted", true, &[],
        "需求规格|产品要求|需求|客户需求|Requirements|Specification Required|Needs";
    NeedMaterial "need_material", Customer Needs Text, 110.0, "材质要求", "Material wanted", true, &[],
        "需求材质|Material Required";
    Certification "certification", Customer Needs Text, 110.0, "认证要求", "Certification", true, &[],
        "认证|证书要求|Certificates|Certifications|Certification Required";
    PriceSensitivity "price_sensitivity", Customer Needs Choice, 100.0, "价格敏感度", "Price sensitivity", true, &[Choice { zh: "高", en: "High" }, Choice { zh: "中", en: "Medium" }, Choice { zh: "低", en: "Low" }],
        "价格敏感|目标价|Target Price";
    LeadTime "lead_time", Customer Needs Text, 100.0, "交期要求", "Lead time", true, &[],
        "要求交期|Lead Time Required|Delivery Requirement";
    Expectations "expectations", Customer Needs LongText, 150.0, "对供应商的期望", "Expectations of a supplier", true, &[],
        "供应商期望|期望|Supplier Expectations";
    Pains "pains", Customer Needs LongText, 150.0, "痛点", "Pain points", true, &[],
        "客户痛点|问题|Pains|Pain Points|Problems";
    AnnualAmount "annual_amount", Customer Results Money, 130.0, "年采购额", "Annual purchase", true, &[],
        "年采购金额|年采购量|采购额|年交易额|年成交额|年均金额|成交金额|总成交额|年採購額|Annual Purchase|Annual Amount|Annual Purchase Volume|Purchase Volume|Total Purchases|Average Annual Amount|TOTALVALUE|TOTAL_VALUE|SUMOFFOB_VALUE_USD";
    AnnualRevenue "annual_revenue", Customer Results Money, 130.0, "年营业额", "Annual revenue", true, &[],
        "营业额|年销售额|客户营业额|Annual Revenue|Revenue|Turnover|Annual Turnover|Annual Sales";
    PotentialOrder "potential_order", Customer Results Money, 130.0, "潜在订单额", "Potential order", true, &[],
        "预计金额|预计订单额|预计成交额|Potential Order Size|Expected Amount|Estimated Value|Deal Amount";
    ThisYear "results_this_year", Customer Results LongText, 150.0, "本年交易", "Trade this year", true, &[],
        "本年交易记录|今年成交|Year To Date|YTD";
    PastYears "results_past_years", Customer Results LongText, 150.0, "历年交易", "Past years", true, &[],
        "历年业绩|往年交易|历史成交|History of Orders";
    OrdersCount "orders_count", Customer Results Number, 80.0, "成交次数", "Orders", true, &[],
        "订单数|成交订单数|交易次数|订单次数|Number of Orders|Order Count|Shipment Count|Total Orders";
    LastOrder "last_order", Customer Results Day, 100.0, "最近成交", "Last order", true, &[],
        "最近下单|最近成交时间|最后成交日期|最近订单日期|Last Order Date|Last Purchase|Last Bill Date";
    Currency "currency", Customer Credit Currency, 60.0, "币种", "Currency", true, &[],
        "结算货币|结算币种|货币|币制|交易币种|幣別|Settlement Currency|Base currency|Currency Code|CurrencyIsoCode|INVOICE CURRENCY";
    PaymentTerms "payment_terms", Customer Credit Text, 140.0, "付款条件", "Payment terms", true, &[],
        "付款方式|结算方式|支付方式|付款條件|Payment Term|Payment Method|PAYMENT_METHOD|PAYMENTE_METHOD|TYPE_OF_PAYMENT|Terms of Payment|Terms";
    CreditLimit "credit_limit", Customer Credit Money, 120.0, "信用额度", "Credit limit", true, &[],
        "授信额度|信用限额|额度|Credit Amount|Credit Line";
    CreditPeriod "credit_period", Customer Credit Text, 90.0, "账期", "Credit period", true, &[],
        "信用期限|账期天数|Credit Days|Credit Terms|CREDIT PERIOD";
    SettlementDay "settlement_day", Customer Credit Text, 90.0, "结算日", "Settlement day", true, &[],
        "结算日期|对账日|Settlement Date|Closing Date";
    RegisteredCapital "registered_capital", Customer Credit Money, 120.0, "注册资本", "Registered capital", true, &[],
        "注册资金|注册资本金|Capital|Paid-in Capital";
    CreditHistory "credit_history", Customer Credit LongText, 140.0, "开户及信用记录", "Credit history", true, &[],
        "信用记录|开户记录|信用情况|Credit Record";
    CreditGrade "credit_grade", Customer Credit Choice, 90.0, "信用等级", "Credit grade", true, &[Choice { zh: "A", en: "A" }, Choice { zh: "B", en: "B" }, Choice { zh: "C", en: "C" }, Choice { zh: "D", en: "D" }],
        "信用评级|资信等级|Credit Rating|Credit Score";
    SalesStaff "sales_staff", Customer Operation Number, 90.0, "销售人员数", "Sales staff", true, &[],
        "销售人数|Number of Sales Staff";
    BusinessStaff "business_staff", Customer Operation Number, 90.0, "业务人员数", "Business staff", true, &[],
        "业务人数|Number of Business Staff";
    TradeArea "trade_area", Customer Operation Text, 100.0, "经营地区", "Trade area", true, &[],
        "商圈|经营区域|Trading Area";
    ShopArea "shop_area", Customer Operation Text, 90.0, "店面面积", "Shop area", true, &[],
        "营业面积|Shop Size|Store Area";
    StorageArea "storage_area", Customer Operation Text, 90.0, "仓储面积", "Storage area", true, &[],
        "仓库面积|Warehouse Area|Warehouse Size";
    TransportWay "transport_way", Customer Operation Text, 100.0, "运输要求", "Way of transport", true, &[],
        "常用运输方式|货代|指定货代|Forwarder|Freight Forwarder|Freight/Forwarder";
    DeliveryPlace "delivery_place", Customer Operation Text, 120.0, "交货地点", "Delivery place", true, &[],
        "送货地址|交货地|收货地址|Delivery Address|Shipping Address";
    CompetingProducts "competing_products", Customer Operation LongText, 120.0, "竞争产品", "Competing products", true, &[],
        "竞品|经营竞品|Competitor Products";
    PurchasePlan "purchase_plan", Customer Other LongText, 140.0, "采购计划", "Purchase plan", true, &[],
        "最新采购计划|近期采购计划|Purchasing Plan|Buying Plan";
    PurchaseSchedule "purchase_schedule", Customer Other LongText, 120.0, "采购时间表", "Purchase schedule", true, &[],
        "采购周期|采购时间|Purchase Timetable|Purchase Cycle";
    Competitors "competitors", Customer Other LongText, 120.0, "主要竞争对手", "Main competitors", true, &[],
        "竞争对手|Competitor|Competitors";
    Partners "partners", Customer Other LongText, 120.0, "合作伙伴", "Partners", true, &[],
        "主要合作伙伴|合作方|Cooperation Partners";
    FormerSuppliers "former_suppliers", Customer Other LongText, 120.0, "原供应商", "Former suppliers", true, &[],
        "以前的供应商|现有供应商|供应商|Current Supplier|Suppliers|Supplier";
    Notes "notes", Customer Other LongText, 220.0, "备注", "Notes", true, &[],
        "公司备注|客户备注|跟进记录|最后跟进内容|跟进内容|注释|说明|描述|備註|Note|Remark|Remarks|Description|Comments|Comment|Company Remark|Memo|extra_notes|Observaciones";
    Notes2 "notes_2", Customer Other LongText, 160.0, "备注二", "Notes 2", true, &[],
        "備註二|备注2|Other Notes";
    Source "source", Customer Source Choice, 100.0, "来源", "Source", true, &[Choice { zh: "展会", en: "Fair" }, Choice { zh: "阿里巴巴", en: "Alibaba" }, Choice { zh: "谷歌", en: "Google" }, Choice { zh: "官网", en: "Website" }, Choice { zh: "社交媒体", en: "Social media" }, Choice { zh: "客户介绍", en: "Referral" }, Choice { zh: "海关数据", en: "Customs data" }, Choice { zh: "商会名录", en: "Chamber list" }],
        "客户来源|线索来源|询盘来源|获客渠道|来源渠道|資源|來源|客戶來源|Lead Source|PARTY SOURCE|source_platform|Original source|Channel";
    SourceDetail "source_detail", Customer Source Text, 130.0, "来源详情", "Source detail", true, &[],
        "来源说明|来源明细|渠道明细|Source Details|Lead Source Detail|Campaign";
    Referrer "referrer", Customer Source Text, 110.0, "介绍人", "Referrer", true, &[],
        "推荐人|Referred By|Introduced By";
    FirstContact "first_contact", Customer Source Day, 100.0, "首次联系", "First contact", true, &[],
        "首次联系时间|初次联系|首次接触|First Contact Date|首次发现日期";
    FirstTalk "first_talk", Customer Source LongText, 140.0, "首次沟通", "First talk", true, &[],
        "首次沟通内容|First Communication";
    Created "created", Customer Source Day, 100.0, "创建时间", "Created", true, &[],
        "建档时间|建档日期|录入时间|录入日期|导入日期|创建日期|建立時間|Create Date|Creation Date|Created Date|Created Time|CREATEDDATE|Created At|Created On|Date Added|Subscription Date";
    LastContact "last_contact", Customer Source Day, 100.0, "最近联系", "Last touch", false, &[],
        "最近联系时间|最近联络时间|最后联络日|最近跟进时间|最后跟进时间|最后跟进日期|最后联系时间|最近跟进|上次联系|上次联系时间|上次跟进|上次到店时间|最近联系日期|跟进时间|跟进日期|联系时间|联系日期|沟通时间|沟通日期|拜访时间|拜访日期|最後聯絡日|Activity Date|Call Date|Contact Date|Date of Contact|Last contact|Last Contact Time|Last Contacted|Last Contact Date|Last Activity|Last Activity Date|Last Activity Time|Followup Date|Last Follow-up|Last Modified Date";
    NextFollowUp "next_follow_up", Customer Source Day, 110.0, "下次跟进", "Next follow-up", false, &[],
        "下次跟进时间|下次联络|下次联络时间|下次联系时间|下次跟进日期|下次联系|跟进提醒|下一步时间|下次聯絡|下次聯絡日|Next Follow-up Time|Next Followup|Next contact|Next Contact Date|Next Activity Date|nextFollowupDate|Next Step Date|Follow Up Date";
    Due "due_on", Customer Source Day, 100.0, "应联系日", "Due", false, &[],
        "";
    TierInUse "tier_in_use", Customer Judgement Choice, 84.0, "适用等级", "Tier in use", false, &[Choice { zh: "A", en: "A" }, Choice { zh: "B", en: "B" }, Choice { zh: "C", en: "C" }, Choice { zh: "VIP", en: "VIP" }, Choice { zh: "复购", en: "Repeat" }, Choice { zh: "成交", en: "One deal" }, Choice { zh: "高潜", en: "High potential" }, Choice { zh: "低潜", en: "Low potential" }],
        "";
    Pool "pool", Customer Judgement Choice, 84.0, "公海", "Public pool", false, &[Choice { zh: "是", en: "Yes" }, Choice { zh: "建议放入", en: "Proposed" }, Choice { zh: "即将到期", en: "Soon" }],
        "";
    Completeness "completeness", Customer Judgement Number, 84.0, "完整度", "Completeness", false, &[],
        "";
    Trade "trade", Customer Results Money, 96.0, "近12个月成交", "Trade, 12 months", false, &[],
        "";
    // ---- Contact
    Contact "contact", Contact Person Person, 130.0, "联系人", "Contact", true, &[],
        "Name|联系人姓名|联系人名称|姓名|客户联系人|昵称|联系人昵称|主联系人|首要联系人|主要联系人|收货人|收货人姓名|收件人|买家姓名|联系人/微信名称|微信名称|显示名称|订单联系人|客户签约人|聯絡人|聯絡人姓名|聯絡窗口|Contact Person|Contact Name|Contact Nickname|Key Contact|Full Name|Display Name|Person - Name|Person|Attn|Attention|buyer_name (person)|Primary Contact|Contacto|Ansprechpartner";
    FirstName "first_name", Contact Person Text, 90.0, "名字", "First name", true, &[],
        "名|Given Name|Forename|First|Nombre|Vorname|Prénom";
    LastName "last_name", Contact Person Text, 90.0, "姓氏", "Last name", true, &[],
        "姓|Family Name|Surname|Last|Apellido|Nachname";
    Title "title", Contact Person Text, 110.0, "职位", "Position", true, &[],
        "职务|联系人职位|职级|岗位|头衔|職稱|職位|Job Title|Title|Contact Title|Organization Title|Position/Role|Role|Designation|Cargo";
    Department "department", Contact Person Text, 100.0, "部门", "Department", true, &[],
        "所属部门|部門|Dept|Dept.|Organization Department";
    Authority "decision_authority", Contact Person Choice, 110.0, "决策权", "Decision authority", true, &[Choice { zh: "决策人", en: "Decision maker" }, Choice { zh: "影响者", en: "Influencer" }, Choice { zh: "使用者", en: "User" }, Choice { zh: "守门人", en: "Gatekeeper" }],
        "决策角色|决策人|是否决策人|Decision Maker|Buying Role|Decision Role";
    Mobile "mobile", Contact Channels Phone, 130.0, "手机", "Mobile", false, &[],
        "手机号|手机号码|移动电话|移动电话号码|联系人手机|手機|手機號碼|行動電話|Mobile Phone|Mobile Phone Number|Mobile Number|Mobile No|Cell|Cell Phone|Cellphone|MOBILE|Handphone|Celular|Handy|Phone 2 - Value";
    ContactPhone "contact_phone", Contact Channels Phone, 130.0, "联系人电话", "Contact phone", false, &[],
        "工作电话|联系人座机|联系人工作电话|联系人联系电话|聯絡人電話|Business Phone|Work Phone|Direct Phone|Direct Line|Contact Phone|Contact Tel|Business Phone 2";
    Email "email", Contact Channels Email, 180.0, "邮箱", "E-mail", false, &[],
        "联系人邮箱|电子邮件|电子邮箱|主要电子邮件|客户邮箱|邮件|邮箱地址|QQ/E-mail|電子郵件|郵件|信箱|電郵|Email|E-mail Address|Email Address|E-mail 1 - Value|Email 1|Mail|emails|Contact Email|Primary Email|Business Email|Work Email|IMPORTER_EMAIL|Correo|Correo electrónico";
    Email2 "email_2", Contact Channels Email, 180.0, "备用邮箱", "Second e-mail", false, &[],
        "备用电子邮件|邮箱2|第二邮箱|E-mail 2 Address|E-mail 2 - Value|Email 2|Secondary Email|Other Email|Alternate Email";
    Whatsapp "whatsapp", Contact Channels Phone, 130.0, "WhatsApp", "WhatsApp", false, &[],
        "WhatsApp账号|WhatsApp号|WhatsApp号码|WhatsApp Number|Whats App|WA";
    Wechat "wechat", Contact Channels Code, 110.0, "微信", "WeChat", false, &[],
        "微信账号|微信号|微信/Line|WeChat ID|Weixin|Wechat No";
    Skype "skype", Contact Channels Code, 120.0, "Skype", "Skype", false, &[],
        "Skype账号|Skype号|Skype ID|Skype Name";
    Linkedin "linkedin", Contact Channels Url, 120.0, "LinkedIn", "LinkedIn", false, &[],
        "LinkedIn账号|领英|LinkedIn Company Page|LinkedIn URL|LinkedIn Profile|Linkedin";
    Facebook "facebook", Contact Channels Url, 120.0, "Facebook", "Facebook", false, &[],
        "Facebook账号|脸书|Facebook Page|Facebook URL|FB";
    Qq "qq", Contact Channels Code, 100.0, "QQ", "QQ", false, &[],
        "QQ号|QQ号码|QQ Number";
    Telegram "telegram", Contact Channels Code, 100.0, "Telegram", "Telegram", false, &[],
        "Telegram账号|电报|TG";
    Line "line", Contact Channels Code, 100.0, "Line", "Line", false, &[],
        "Line账号|LINE ID";
    OtherChannel "other_channel", Contact Channels Text, 120.0, "其他联系方式", "Other ways", false, &[],
        "社交账号|旺旺号|平台号|Social|Twitter Handle|Instagram|Skype/Facebook/Twitter/Linkedin|Viber|IM";
    PreferredChannel "preferred_channel", Contact Channels Choice, 100.0, "偏好渠道", "Preferred channel", true, &[Choice { zh: "邮件", en: "E-mail" }, Choice { zh: "电话", en: "Phone" }, Choice { zh: "WhatsApp", en: "WhatsApp" }, Choice { zh: "微信", en: "WeChat" }],
        "首选联系方式|偏好联系方式|Preferred Contact Method|Preferred Channel";
    PreferredHours "preferred_hours", Contact Channels Text, 100.0, "方便时间", "Preferred hours", true, &[],
        "方便联系时间|最佳联系时间|Best Time To Call|Preferred Time";
    Gender "gender", Contact Personal Choice, 60.0, "性别", "Gender", true, &[Choice { zh: "男", en: "Male" }, Choice { zh: "女", en: "Female" }],
        "联系人性别|性別|Sex|Contact Gender";
    Birthday "birthday", Contact Personal Day, 100.0, "生日", "Birthday", true, &[],
        "出生日期|联系人生日|Birthdate|Date of Birth|Birth Date|DOB";
    Age "age", Contact Personal Number, 50.0, "年龄", "Age", true, &[],
        "联系人年龄";
    Family "family", Contact Personal Text, 110.0, "家庭", "Family", true, &[],
        "家庭情况|家庭状况|Spouse|Children";
    Hobbies "hobbies", Contact Personal Text, 110.0, "爱好", "Hobbies", true, &[],
        "兴趣爱好|兴趣|Hobby|Interests";
    Character "character", Contact Personal Text, 100.0, "性格", "Character", true, &[],
        "性格特点|Personality";
    SocialClass "social_class", Contact Personal Text, 100.0, "社会阶层", "Social class", true, &[],
        "阶层";
    WayOfLife "way_of_life", Contact Personal Text, 100.0, "生活方式", "Way of life", true, &[],
        "Lifestyle";
    Dealings "dealings", Contact Personal LongText, 120.0, "交往经历", "Dealings so far", true, &[],
        "往来情况|交往记录";
    Influence "influence", Contact Personal Text, 100.0, "个人影响力", "Personal influence", true, &[],
        "影响力|Influence Level";
    PersonalCredit "personal_credit", Contact Personal Text, 90.0, "个人信用", "Personal credit", true, &[],
        "信用度";
    Ambitions "ambitions", Contact Personal LongText, 120.0, "发展规划", "Plans and ambitions", true, &[],
        "个人发展计划|抱负|Ambition|Career Plan";
    ContactNotes "contact_notes", Contact Person LongText, 160.0, "联系人备注", "Contact notes", true, &[],
        "个人备注|Contact Remark|Contact Remarks|Contact Notes";
    // ---- OrderLine
    OrderNo "order_no", OrderLine Order Code, 110.0, "订单号", "Order no.", true, &[],
        "订单编号|客户单号|销售订单号|平台订单号|平台订单号1|PO号|客户订单号|訂單編號|訂單號|Order ID|Order Number|Order No|PO Number|PO No|PO#|Purchase Order|orderID";
    ContractNo "contract_no", OrderLine Order Code, 110.0, "合同号", "Contract no.", true, &[],
        "合同编号|合同号码|外销合同|外销合同号|客户合同号|合約編號|Contract No|Contract Number|TC Contract No.|SC No";
    InvoiceNo "invoice_no", OrderLine Order Code, 110.0, "发票号", "Invoice no.", true, &[],
        "发票号码|商业发票号|發票號碼|INVOICE NO|INVOICE NUMBER|DF Invoice No.|PI no|PI号";
    LcNo "lc_no", OrderLine Order Code, 110.0, "信用证号", "L/C no.", true, &[],
        "信用证号码|信用狀號碼|L/C Number|LC No|L/C No";
    ProductNo "product_no", OrderLine Order Code, 110.0, "产品型号", "Item no.", true, &[],
        "货号|商品货号|SKU|SKU/货号|商品编码|产品编号|型号|品号|Item Number|Item No|Model|Model No|Product Code|Part Number|Article No";
    Product "product", OrderLine Order Text, 160.0, "产品名称", "Product", true, &[],
        "品名|商品名称|货物名称|产品|商品|產品|商品描述|Product Name|Item Name|Item|Goods|GOODS DESCRIPTION|PRODUCT_DESCRIPTION|Product Description|Commodity";
    Spec "spec", OrderLine Order Text, 110.0, "规格", "Specification", true, &[],
        "规格型号|产品规格|Spec|Specs";
    Colour "colour", OrderLine Order Text, 80.0, "颜色", "Colour", true, &[],
        "色号|Color";
    HsCode "hs_code", OrderLine Order Code, 100.0, "海关编码", "HS code", true, &[],
        "HS编码|HS CODE|税则号|商品编码(HS)|HS";
    Quantity "quantity", OrderLine Order Decimal, 80.0, "数量", "Quantity", true, &[],
        "件数|申报数量|产品总数量|订单数量|總數量|QTY|Qty|PACKAGES_QUANTITY|Order Qty";
    Unit "unit", OrderLine Order Text, 60.0, "单位", "Unit", true, &[],
        "计量单位|數量單位|UOM|Unit of Measure|UNIT";
    UnitPrice "unit_price", OrderLine Order Decimal, 90.0, "单价", "Unit price", true, &[],
        "销售单价|申报单价|成交单价|單價|UNIT PRICE_USD|Price|Unit Price USD|UNIT_PRICE_USD";
    Amount "amount", OrderLine Order Decimal, 110.0, "金额", "Amount", true, &[],
        "总金额|产品总金额|金额小计|申报总价|货值总价|总价|成交金额(订单)|訂單金額|金額|TOTAL VALUE_USD|TOTAL_VALUE_USD|Total Amount|Total|FOB USD|CIF|Order Amount|Line Total|Value";
    OrderDate "order_date", OrderLine Order Day, 100.0, "下单日期", "Order date", true, &[],
        "下单时间|订单日期|订单时间|签约日期|Order Date|PO Date|IMP_DATE|Contract Date|Arrival Date";
    DeliveryDate "delivery_date", OrderLine Order Day, 100.0, "交货日期", "Delivery date", true, &[],
        "交货期|交期|客户正式交期|最新工厂承诺|交貨日|交貨期|Must Ship By|Due Date|Delivery";
    ShipDate "ship_date", OrderLine Order Day, 100.0, "发货日期", "Shipping date", true, &[],
        "计划发货日期|装运日期|出货日期|发运日期|船期|Shipping Date|Ship Date|SHIPMENT_DATE|ETD|Shipment Date";
    ShippedQuantity "shipped_quantity", OrderLine Order Decimal, 80.0, "发货数量", "Shipped quantity", true, &[],
        "已发数量|出货数量|Shipped Qty|Qty Shipped";
    Transport "transport", OrderLine Order Text, 90.0, "运输方式", "Transport", true, &[],
        "运输|Transport Mode|TRANSPORT_MODE|Shipping Method|Mode of Transport";
    DestinationPort "destination_port", OrderLine Order Text, 110.0, "目的港", "Destination port", true, &[],
        "目的港口|卸货港|Port of Discharge|UNLOADING_PORT|Discharge Port|POD";
    LoadingPort "loading_port", OrderLine Order Text, 110.0, "装货港", "Loading port", true, &[],
        "装运港|装运港口|起运港|Port of Loading|LOADING_PORT|POL";
    Incoterm "incoterm", OrderLine Order Text, 80.0, "价格条款", "Incoterm", true, &[],
        "价格条件|贸易术语|贸易条款|成交方式|Incoterms|INCOTERM|Price Terms|Trade Terms";
    MakingState "making_state", OrderLine Order Text, 90.0, "生产状态", "Manufacturing state", true, &[],
        "生产进度|制造状态|Production Status|Production State|Manufacturing Status";
    ShippingState "shipping_state", OrderLine Order Text, 90.0, "发货状态", "Shipping state", true, &[],
        "物流状态|出货状态|订单状态|Shipping Status|Shipment Status|Order Status";
    NetWeight "net_weight", OrderLine Order Decimal, 80.0, "净重", "Net weight", true, &[],
        "净重(千克)|净重(KG)|Net Wt|Net Wt (kg)|NET_WT_IN_KG|N.W.";
    GrossWeight "gross_weight", OrderLine Order Decimal, 80.0, "毛重", "Gross weight", true, &[],
        "毛重(千克)|毛重(KG)|Gross Wt|Gross Wt (kg)|GROSS_WT_IN_KG|G.W.";
    BlNo "bl_no", OrderLine Order Code, 110.0, "提单号", "B/L no.", true, &[],
        "提单号码|主单号|BILL_OF_LADING|MASTER_BILL_OF_LADING|B/L No|BL No|Bill of Lading";
    LineRemarks "remarks", OrderLine Order LongText, 140.0, "订单备注", "Order remarks", true, &[],
        "订单说明|行备注|Order Remarks|Line Remarks";
    // ---- Touch
    TouchChannel "touch_channel", Touch Touch Text, 90.0, "跟进方式", "Touch channel", false, &[],
        "沟通方式|联络方式|联系类型|跟进类型|拜访方式|Activity Type|Follow-up Type|Follow-up Method|Contact Method|Communication Type|Interaction Type|Call Type";
    TouchDirection "touch_direction", Touch Touch Text, 80.0, "联系方向", "Direction", false, &[],
        "方向|呼叫方向|来往方向|Call Direction|Inbound/Outbound|Incoming/Outgoing";
    TouchText "touch_text", Touch Touch LongText, 220.0, "跟进内容", "What was said", false, &[],
        "跟进记录|跟进详情|跟进情况|沟通内容|沟通记录|联系内容|联系记录|拜访内容|洽谈内容|Follow-up Content|Follow-up Record|Follow-up Notes|Activity Notes|Activity Description|Call Notes|Meeting Notes|Conversation";
    TouchOutcome "touch_outcome", Touch Touch LongText, 140.0, "跟进结果", "Outcome", false, &[],
        "沟通结果|拜访结果|联系结果|Call Outcome|Call Result|Follow-up Result|Activity Result";
    TouchAuthor "touch_author", Touch Touch Person, 100.0, "记录人", "Logged by", false, &[],
        "跟进人员|填写人|拜访人|Author|Activity Owner|Created By|Recorded By";
    FollowUpGoal "follow_up_goal", Touch Touch LongText, 160.0, "下次跟进内容", "Next step", false, &[],
        "下次跟进计划|下次联系内容|下步计划|下一步计划|下一步工作|下一步|后续计划|跟进计划|Next Steps|Next Action|Follow-up Plan|Next Plan";
    // Customs data and order books name these as well; they stay with the line.
    LineNo "seq", OrderLine Order Code, 60.0, "行号", "Line no.", true, &[],
        "序号|项次|No|No.|Seq|Line|Item Line|SN";
    DeclarationNo "declaration_no", OrderLine Order Code, 120.0, "报关单号", "Declaration no.", true, &[],
        "报关单编号|报关单号码|報關單號|BE_NUMBER|BE NO|Bill of Entry|Bill of Entry No|Declaration Number|Customs Declaration No";
    Registered "registered", OrderLine Order Day, 100.0, "申报日期", "Registered on", true, &[],
        "登记日期|报关日期|申報日期|BE_REGISTRATION_DATE|BE DATE|Registration Date|Declaration Date";
    Consignee "consignee", OrderLine Order Text, 140.0, "提单收货人", "Consignee", true, &[],
        "CONSIGNEE_NAME|Consignee Name";
    CountryCode "country_code", OrderLine Order Code, 60.0, "国别代码", "Country code", true, &[],
        "国家代码|國家代碼|COUNTRY_ISO_CODE_2|Country ISO Code|ISO Country Code";
    Exporter "exporter", OrderLine Order Text, 140.0, "出口商", "Exporter", true, &[],
        "发货人|供应商名称|EXPORTER_NAME|Exporter Name|Shipper|Shipper Name";
    FobValue "fob", OrderLine Order Decimal, 100.0, "离岸价", "FOB value", true, &[],
        "FOB金额|FOB总价|FOB_VALUE_USD|FOB Value USD|FOB VALUE";
    RecordId "record_id", OrderLine Order Code, 100.0, "记录号", "Record ID", true, &[],
        "数据编号|RECORD_ID|Record No|Record Number";
}
