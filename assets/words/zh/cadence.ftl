# 什么时候该联系谁、为什么：跟进规则、理由、公海、均衡安排。

preset-abc-weekly = ABC 周跟进
preset-five-tiers = 五级分层
preset-textbook = 教科书 70/20/10
preset-own = 自定义规则
tier-other = 未分级

way-said-mail = 邮件
way-said-phone = 电话
way-said-wechat = 微信
way-said-im = 在线沟通
way-said-visit = 拜访
way-said-customer-meeting = 客户会面
way-said-exhibition = 展会
way-said-letter = 信函
way-said-sample = 寄样
way-said-after-sales = 售后回访
way-said-mailing = 群发邮件
way-said-unknown = 联系

rule-problem-name = { $tier }：每个等级要有自己的名称
rule-problem-every = { $tier }：联系周期应为 1 至 3660 天
rule-problem-pool = { $tier }：入公海的天数短于联系周期，将在应联系日的次日建议放入公海
rule-problem-least = { $tier }：最短间隔不短于联系周期，打扰提醒到应联系日为止
rule-problem-tolerance = { $tier }：均衡浮动天数不短于联系周期
rule-problem-channels = { $tier }：没有任何联系方式计为联系
rule-problem-shares = 各等级所占时间合计超过 100 %
rule-problem-absence = { $from } 至 { $to } 的休假：结束早于开始

why-months = 1 2 3 4 5 6 7 8 9 10 11 12
why-day = { $month }-{ $day }
why-day-year = { $year }-{ $month }-{ $day }
why-joint = ，
why-every = { $tier }每 { $days } 天联系一次
why-no-clock = { $tier }未设联系周期
why-last = 上次 { $day } { $channel }
why-never = { $day } 入库，尚未联系
why-claimed = { $day } 认领后尚未联系
why-clocks = 尚未联系，{ $day } 起重新计时
why-clocks-last = { $last }，{ $day } 起重新计时
why-planned = 计划 { $day } 跟进
why-planned-at = 计划 { $day } { $time } 跟进
why-rule-on = 按规则应在 { $day } 联系
why-moved-weekend = { $day } 当地周末，顺延
why-moved-holiday = { $day } 当地放假（{ $name }），顺延
why-pool-in = { $days } 天后建议放入公海
why-pool-now = 建议放入公海
why-pool-first = { $day } 将先到公海期限
why-in-pool = { $day } 起在公海
why-ahead = 日期为 { $day } 的联系记录暂不计入
too-soon = { $last }，{ $day } 之前再联系会打扰客户
too-soon-unanswered = { $last }，连续 { $unanswered } 次未获回复，{ $day } 之前再联系会打扰客户

holiday-said = 公众假期（{ $name }）

tier-why-vip = 成交 { $orders } 次，年采购额 { $amount }
tier-why-deals = 成交 { $orders } 次
tier-why-last-order = { $day } 有成交
tier-why-intent = 未成交，意向明确
tier-why-reachable = 未成交，意向不明，邮箱有效
tier-why-share-first = 属于贡献前 70 % 的客户
tier-why-share-next = 属于贡献随后 20 % 的客户
tier-why-share-rest = 属于贡献最后 10 % 的客户
tier-why-nothing = 资料不足，无法分级
tier-why-hand = 手动设定；按规则为{ $tier }（{ $why }）
tier-why-hand-same = 手动设定，与规则一致（{ $why }）
quadrant-win = 高意向、高价值：全力跟进
quadrant-serve = 高意向、低价值：快速响应，标准报价
quadrant-nurture = 低意向、高价值：保持联系，每次带去有用的内容
quadrant-light = 低意向、低价值：群发邮件即可

doubt-many = { $of } 位客户中有 { $dropped } 位将同时放入公海
doubt-clock-ahead = 系统时间比上次记录超前 { $hours } 小时
doubt-clock-back = 系统时间比上次记录落后 { $hours } 小时
drop-passed = { $tier }：已 { $days } 天未联系（自 { $since }），规定 { $every } 天
drop-never = { $tier }：入库 { $days } 天从未联系（自 { $since }），规定 { $every } 天
drop-by-hand = 手动放入
drop-by-hand-why = 手动放入：{ $why }

advice = 每天需联系 { $needed } 次，您每天约能完成 { $manages } 次：{ $changes }？
advice-still = 每天需联系 { $needed } 次，您每天约能完成 { $manages } 次：{ $changes }后每天仍需 { $then } 次
advice-none = 每天需联系 { $needed } 次，您每天约能完成 { $manages } 次
advice-change = 将{ $tier }改为 { $days } 天
rehearsal-needed = 每天需联系次数：{ $was } → { $now }
rehearsal-overdue = 逾期：{ $was } → { $now }
rehearsal-today = 今天应联系：{ $was } → { $now }
rehearsal-pool = 建议放入公海：{ $was } → { $now }
rehearsal-silent = 未设周期：{ $was } → { $now }

reply-within = { $span }内回复
reply-not-begun = { $span }内回复；当地 { $opens }后上班
reply-late = 回复已超时 { $span }
span-days-hours = { $days } 天 { $hours } 小时
