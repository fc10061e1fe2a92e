# 各类内容的编辑框：资料卡、表格、表单共用。

editor-new-word = 新增：{ $word }
editor-month = 选择{ $field }
editor-whole-month = 整个 { $month }
editor-add-tag = 添加标签
editor-remove-tag = 移除标签 { $tag }

remark-not-an-amount = 不是金额，例如 USD 12,500
remark-not-a-number = 不是整数
remark-not-stars = 只能是 0 到 5 星
remark-day = 认不出日期，按原样保存
remark-day-needed = 认不出日期，可以写 2026-12-24、3天后、下周五
remark-day-ambiguous = 是{ $one }，还是{ $other }？
remark-country = 认不出这个国家，按原样保存
remark-currency = 认不出这个币种，按原样保存
remark-zone = 认不出时区，例如 Europe/Berlin 或 UTC+8
remark-group = 分组最多三级
remark-url = 不像网址
remark-email-no-at = 缺少 @
remark-email-several-ats = 有多个 @
remark-email-no-name = @ 前面没有内容
remark-email-domain = @ 后面的域名不完整
remark-email-character = 有邮箱地址不允许的字符
remark-email-long = 邮箱地址太长
remark-phone-digits-lost = 号码被表格软件截掉了位数
remark-phone-no-digits = 没有数字
remark-phone-letters = 数字之间有字母
remark-phone-short = 号码太短
remark-phone-long = 号码太长
remark-phone-code = 没有这个国家区号
