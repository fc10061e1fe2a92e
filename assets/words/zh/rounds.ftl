# 规则列、日历中的往来、流失复盘、沟通提示。

calendar-done-on = { $day } 已完成
calendar-skipped-on = { $day } 已跳过
calendar-kept-on = { $day } 已兑现
calendar-dropped-on = { $day } 不再等待
topic-touch = 联系记录
