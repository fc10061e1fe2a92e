# 窗口关闭期间错过的事项。

command-go-missed = 关闭期间的事项
missed-title = 关闭期间
missed-what = 上次打开是 { $day }，{ $days } 天前。期间没有任何客户被放入公海、改期或发送
missed-list = 错过的事项
missed-looking = 正在回顾…
missed-go-today = 去今日
missed-promises = 未兑现的承诺
missed-due = 到期未联系
missed-pool = 到了公海期限
missed-birthdays = 生日
missed-seasons = 节日与展会
missed-season = 涉及 { $shown } 位客户
missed-pool-on = { $day }建议放入
missed-we-promised = 我方：{ $what }
missed-they-promised = 对方：{ $what }
missed-gone = （已删除）
missed-jump = 系统时间比上次记录晚 { $days } 天 { $hours } 小时。如果确实关闭了这么久，则一切正常；如果是有人改了时间，请先校准。不会有客户被自动放入公海
missed-jump-back = 系统时间比上次记录早 { $days } 天 { $hours } 小时：时间被调回，或当时不准。不会遗漏，也不会重复提醒
missed-nothing = 没有错过的事项
missed-nothing-hint = 窗口关闭数天后，期间到期的客户、承诺、生日和节日会列在这里
