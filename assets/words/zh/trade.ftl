# 客户最近十二个月的成交。

trade-sum = 近 12 个月成交 { $sum }
trade-month = { $month }：{ $sum }
trade-left-out = 另有 { $count } 笔未计入，所用币种没有汇率
trade-spoken = 近 12 个月成交 { $sum }，最近一次是 { $month }，{ $last }
