# 工作台的样貌：客户卡的抬头、旁边的日历、表头与表脚。

look-chip = { $field }：{ $value }
look-other = 其他…
look-place = { $country } { $city }
look-weekdays = 周一 周二 周三 周四 周五 周六 周日
look-last = 上次联系 { $when }
look-last-by = 上次联系 { $when }，{ $what }
look-across = 左右滚动各列
look-one-week = 只显示一周
look-whole-month = 显示整月
look-next-week = 下一周
look-previous-week = 上一周
look-fields-came = { $count } 个字段
look-fold-changes = 收起
look-due = 跟进：{ $when }
keys-in-card = 客户资料单独显示时
keys-card-leave = 返回列表
