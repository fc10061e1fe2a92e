# 搜索框的筛选语言：哪里写错了，应该怎样写。

query-unknown-field = 没有“{ $text }”这个字段
query-unknown-field-nearest = 是不是要找“{ $name }:”？
query-unknown-field-hint = 如果就是要搜这段文字，请加上引号
query-not-a-number = “{ $text }”不是数字
query-not-a-number-hint = 例如 >3 或 10..50
query-not-an-amount = “{ $text }”不是金额
query-not-an-amount-hint = 例如 >10000、>1万、1000..5000 或 >50000USD
query-not-a-day = “{ $text }”不是日期
query-not-a-day-hint = 例如 2026-03-05、2026-01..2026-03、<30d 或 今天
query-not-a-tick = “{ $text }”既不是“是”也不是“否”
query-not-a-tick-hint = 请写 是 或 否
query-no-order = “{ $text }”不能比大小
query-no-order-hint = 去掉比较符号；要完全相同请用 =
query-two-currencies = “{ $text }”里有两种币种
query-two-currencies-hint = 两端请用同一种币种
query-unknown-value = 没有叫“{ $text }”的{ $field }
query-unknown-value-nearest = 是不是要找“{ $value }”？
query-unknown-value-hint = 如果名单里就是这样写的，请用 ={ $text } 查找

query-or = 或
query-has = 已填写
query-has-name = 有
query-missing = 未填写
query-missing-name = 无
query-stars = { $count } 星
query-stars-more = { $count } 星以上（不含）
query-stars-least = { $count } 星及以上
query-amount-more = 超过 1 万
query-amount-less = 不到 1 万
query-amount-between = 1000 到 1 万
query-amount-currency = { $code } 结算的任意金额
query-day-today = 今天
query-day-yesterday = 昨天
query-day-tomorrow = 明天
query-day-this-week = 本周
query-day-last-week = 上周
query-day-next-week = 下周
query-day-this-month = 本月
query-day-last-month = 上月
query-day-this-year = 今年
query-day-overdue = 已逾期
query-day-never = 从未
query-day-within = 最近 { $count } 天内
query-day-within-ahead = 未来 { $count } 天内
query-day-before = { $count } 天以前
query-tick-yes = 已勾选
query-tick-no = 未勾选
query-complete-less = 不到 { $percent }%
query-complete-least = { $percent }% 及以上
query-complete-whole = 资料齐全
