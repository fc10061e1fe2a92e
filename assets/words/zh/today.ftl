# “今日”页：现在该联系谁，为什么。

command-go-today = 今日
today-title = 今日
today-list = 今日待办
today-so-far = { $day } · 待办 { $shown } 件，已完成 { $done } 件
today-share = 已完成 { $percent } %
today-reach-now = 现在能联系到
today-reach-soon = 马上开门
today-reach-away = 对方下班了：写邮件，不打电话
today-our-time = 我 { $time }
today-at = 今天 { $time }
today-birthday = 生日
today-pool-soon = 快入公海
today-done-of = 记录联系：{ $name }
today-move-of = 改期：{ $name }
today-skip-of = 这次跳过：{ $name }
today-keys = Enter 打开简报 · D 完成并记录 · M 改期 · S 跳过
today-reading = 正在查找该联系的客户…
today-all-done = 今天的都做完了
today-nothing = 今天没有要联系的客户
today-nothing-hint = 计划好的跟进和该联系的客户，到日子会列在这里
office-open-until = { $at } 下班
office-opens-soon = { $span }后上班
office-opens-later = { $day } { $at } 上班
rules-tier-never = { $tier }：不设周期
rules-tier = { $tier }：每 { $days } 天联系一次
rules-tier-pool = { $tier }：每 { $days } 天联系一次，超过 { $pool } 天建议放入公海
