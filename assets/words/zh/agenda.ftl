# 待办、联系前的简报，以及命令行对它们的说明。

agenda-reply = { $clock }，{ $day } { $channel }来询
agenda-promise-us = 我方 { $made } 承诺，{ $due } 到期
agenda-promise-them = 对方 { $made } 承诺，{ $due } 到期
agenda-birthday = { $name } { $day } 生日
agenda-birthday-age = { $name } { $day } 生日，满 { $age } 岁

today-seasons = 节日前该写信
today-season-show = 查看该联系的客户：{ $name }
today-season-counts = 涉及 { $shown } 家客户，已联系 { $written } 家，还剩 { $left } 家
today-answer-of = 回复：{ $name }
today-kept-of = 承诺已兑现：{ $name }
today-reply-late = 回复超时
today-goes-on = 今天已联系 { $done } 家，还剩 { $left } 件 · 明天到期 { $next } 家
today-is-over = 今日收工：联系了 { $done } 家，剩 { $left } 件 · 明天到期 { $next } 家
today-aside = 已搁置 { $shown } 项：重新显示
plan-answer = 回复：{ $what }
done-needs-no-answer = 不需要回复
done-promise-kept = 承诺已兑现
done-promise-dropped = 承诺已作废
birthday-wishes = 祝 { $name } 生日快乐
aside-birthday = 已搁置 { $name } 的生日
aside-season = 已搁置{ $name }，{ $day } 再提醒
aside-hint = 可在列表下方重新显示
touch-answers = 回复对方：{ $what }

cli-pool = 建议放入公海：{ $proposed }；即将：{ $soon }；公海中：{ $inside }
cli-pool-nobody = 没有客户需要放入公海
edit-pool-doubts = { $text }
edit-pool-doubts-hint = 请先看 gendan pool 列出的名单；仍要放入请加 --sure
edit-not-in-pool = “{ $text }”不在公海
edit-not-in-pool-hint = gendan pool --json 列出公海中的客户
edit-cooling-off = “{ $text }”的原负责人 { $day } 起才能领回
edit-cooling-off-hint = 请等到那天，或交给别人：--by 姓名
query-season = 节日
