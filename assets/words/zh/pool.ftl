# 窗口中的公海。

command-go-pool = 公海
pool-title = 公海
pool-what = 超过等级规定天数未联系的客户会列在这里，由您决定是否放入公海
pool-list = 公海页面的客户
pool-tab-proposed = 建议放入 · { $shown }
pool-tab-soon = 即将到期 · { $shown }
pool-tab-inside = 公海中 · { $shown }
pool-tick = 选择 { $name }
pool-tick-all = 全选 { $shown }
pool-since-today = 今天到期
pool-since-days = 超期 { $days } 天
pool-doubt-planned = 已有计划
pool-doubt-many = 一次放入这么多往往并非本意：可以延长规则中的天数，或从今天起重新计时
pool-doubt-clock = 如果本机时间不对，请先校准；没有任何客户被自动放入
pool-drop = { $count ->
    [0] 放入公海…
   *[other] 将 { $shown } 位放入公海…
}
pool-drop-title = { $count ->
    [one] 将 { $name } 放入公海？
   *[other] 将 { $shown } 位客户放入公海？
}
pool-drop-what = 放入后不再属于任何人，全部资料和历史都会保留。此操作为一步，可以撤销
pool-drop-do = { $count ->
    [one] 放入公海
   *[other] 放入 { $shown } 位
}
pool-drop-again = 请再确认一次
pool-drop-again-what = 如果确实如此，请再次确认
pool-drop-anyway = { $count ->
    [one] 仍然放入
   *[other] 仍然放入全部 { $shown } 位
}
pool-dropped = 已将 { $shown } 位客户放入公海
pool-claim = 认领
pool-claim-of = 认领 { $name }
pool-claim-many = { $count ->
    [0] 认领
   *[other] 认领 { $shown } 位
}
pool-claimed = 已从公海认领 { $shown } 位客户
pool-cooling = { $day } 前处于冷却期：原为您的客户
pool-release = 释放到公海…
pool-release-title = 将 { $name } 释放到公海？
pool-release-why = 原因（供下一位负责人了解）
pool-release-do = 释放
pool-nobody-proposed = 没有建议放入公海的客户
pool-nobody-proposed-hint = 超过等级规定天数未联系的客户会列在这里；天数和等级在跟进规则中设置
pool-nobody-soon = 没有即将到期的客户
pool-nobody-inside = 公海里没有客户
pool-nobody-inside-hint = 放入或释放的客户会列在这里，历史完整保留，可随时认领
pool-on-card = { $day } 起在公海
pool-on-card-of = { $day } 起在公海，原负责人 { $owner }
tier-on-card = { $tier }：{ $why }
tier-on-card-hand = { $tier }：{ $why } · { $reason }
tier-choose = 该客户的等级
tier-by-rules = 按规则判定
tier-reason = 填写原因…
