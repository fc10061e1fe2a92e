# 搜索框的筛选语言：哪里写错了，应该怎样写。

query-unknown-field = 没有“{ $text }”这个字段
query-unknown-field-nearest = 您是不是要找“{ $name }:”？
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
