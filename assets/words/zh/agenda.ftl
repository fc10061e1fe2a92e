# 待办、联系前的简报，以及命令行对它们的说明。

cli-pool = 建议放入公海：{ $proposed }；即将：{ $soon }；公海中：{ $inside }
cli-pool-nobody = 没有客户需要放入公海
edit-pool-doubts = { $text }
edit-pool-doubts-hint = 请先看 gendan pool 列出的名单；仍要放入请加 --sure
edit-not-in-pool = “{ $text }”不在公海
edit-not-in-pool-hint = gendan pool --json 列出公海中的客户
edit-cooling-off = “{ $text }”的原负责人 { $day } 起才能领回
edit-cooling-off-hint = 请等到那天，或交给别人：--by 姓名
