# 联系记录、跟进计划、承诺、公海：保存的内容和操作名称。

# ---- 联系方式
way-mail = 邮件
way-phone = 电话
way-whatsapp = WhatsApp
way-wechat = 微信
way-im = 即时聊天
way-visit = 上门拜访
way-customer-meeting = 客户来访
way-exhibition = 展会
way-letter = 信函
way-sample = 寄样
way-after-sales = 售后回访
way-mailing = 群发
direction-out = 我方发出
direction-in = 对方来信
direction-both = 双方沟通

# ---- 带去的价值
value-market-news = 行业资讯
value-case = 成功案例
value-answer = 解答问题
value-new-product = 新品
value-offer = 报价优惠
value-invitation = 邀请

# ---- 准备事项
check-customer-data = 客户资料
check-product-samples = 产品资料和样品
check-documents = 单证票据
check-cards-seals = 名片、印章、文具
check-transport = 交通安排

# ---- 重复
repeat-days = { $count ->
    [1] 每天
   *[other] 每 { $count } 天
}
repeat-weeks = { $count ->
    [1] 每周
   *[other] 每 { $count } 周
}
repeat-months = { $count ->
    [1] 每月
   *[other] 每 { $count } 个月
}
repeat-years = { $count ->
    [1] 每年
   *[other] 每 { $count } 年
}

# ---- 承诺
promised-by-us = 我方
promised-by-them = 对方

# ---- 操作名称
step-log-touches = 记录与 { $count } 个客户的联系
step-edit-touch = 修改与 { $name } 的联系记录
step-change-follow-up = 修改对 { $name } 的跟进
step-move-follow-up = 改期：对 { $name } 的跟进
step-move-follow-ups = { $count } 条跟进改期
step-skip-follow-up = 跳过对 { $name } 的跟进
step-put-promise = 记下与 { $name } 的承诺
step-change-promise = 修改与 { $name } 的承诺
step-keep-promise = 与 { $name } 的承诺已兑现
step-drop-promise = 取消与 { $name } 的承诺
step-delete-promise = 删除与 { $name } 的承诺
step-drop-to-pool = { $name } 放入公海
step-drop-many-to-pool = { $count } 个客户放入公海
step-release = 把 { $name } 释放到公海
step-release-many = 把 { $count } 个客户释放到公海
step-claim = 从公海领取 { $name }
step-claim-many = 从公海领取 { $count } 个客户
step-set-rules = 修改跟进规则
edit-not-rules = 跟进规则无法读取
edit-not-rules-hint = 规则是一个 JSON 对象，格式同 gendan rules --json 的输出
pool-reason-by-hand = 手动释放
pool-reason-said = { $text }

# ---- 历史记录和备份对比
history-promise = 承诺
history-pool-stay = 公海
history-rulebook = 跟进规则
history-rules = 已修改
history-yes = 是
rows-promises = 承诺
rows-pool-stays = 公海记录
rows-rulebook = 跟进规则
column-direction = 沟通方向
column-value = 带去的价值
column-value-what = 具体内容
column-outcome = 结果
column-opinion = 意见建议
column-competitor = 竞争对手
column-follow-up = 对应计划
column-author = 记录人
column-needs-reply = 待回复
column-due-time = 时间
column-focus = 重点
column-products = 产品
column-quantity = 数量
column-amount = 金额
column-expected-result = 预期结果
column-checklist = 准备事项
column-repeat = 重复
column-skipped-on = 跳过日期
column-skip-reason = 跳过原因
column-moved-times = 改期次数
column-touch = 沟通日期
column-side = 承诺方
column-kept-on = 兑现日期
column-dropped-on = 取消日期
column-made-on = 承诺日期
column-reason = 原因
column-previous-owner = 原负责人
column-claimed-on = 领取日期
column-claimed-by = 领取人
column-rules = 规则

# ---- What is said when it is done
skipped-follow-up = 已跳过跟进
deleted-promise = 已删除承诺
logged-touches = { $count ->
   *[other] 已记录与 { $shown } 个客户的联系
}

# ---- 一行记录
quick-line = 一行记录联系
quick-line-hint = 邮件 已报价 FOB 宁波 1.25，下周五
quick-nobody = 请先选择客户
quick-log-one = 记录与 { $name } 的联系
quick-log-many = { $count ->
   *[other] 记录与 { $shown } 个客户的联系
}
quick-how = 方式
quick-said = 内容
quick-next = 下次
quick-needs-reply = 待回复

# ---- 表单
form-time = 时间
form-time-odd = 不是有效时间
form-other = 其他…
form-other-channel = 其他：{ $name }
touch-change = 修改联系记录
touch-edit = 修改 { $day } 的联系记录
touch-completes = 完成计划：{ $goal }
touch-direction = 沟通方向
touch-needs-reply = 待我方回复
touch-with = 联系人
touch-with-nobody = 不指定
touch-outcome = 结果
touch-value = 带去的价值
touch-value-what = 具体内容
touch-next = 下次跟进
touch-next-hint = 下周五、3天后…
touch-next-goal = 下次跟进目的
touch-opinion = 意见建议
touch-competitor = 竞争对手
touch-waits = 待回复
touch-part = { $label }：{ $text }
value-sent-already = 同样的内容已于 { $day } 发过
value-sent-last = 上次：{ $what }，{ $day }
follow-up-focus = 重点
follow-up-content = 跟进内容
follow-up-products = 产品
follow-up-quantity = 数量
follow-up-amount = 金额
follow-up-expected = 预期结果
follow-up-repeat = 重复
follow-up-checklist = 准备事项
follow-up-more = 更多：{ $goal }
follow-up-menu-change = 修改…
follow-up-menu-done = 直接完成，不记联系
follow-up-menu-day = 推迟一天
follow-up-menu-week = 推迟一周
follow-up-menu-skip = 跳过…
follow-up-menu-delete = 删除
follow-up-prepared = 已准备 { $ready }/{ $all }
follow-up-moved = { $count ->
   *[other] 改期 { $count } 次
}
follow-up-skip-title = 跳过这次跟进
follow-up-skip-why = 原因
follow-up-skipped-because = 跳过：{ $reason }
repeat-never = 不重复
check-add = 添加一项
check-usual = 常用清单
check-number = 准备事项 { $number }
check-ready = 已备好：{ $what }
check-remove = 移除 { $what }
card-promises = 承诺
promises-none = 暂无承诺
promise-add = 记承诺
promise-change = 修改承诺
promise-line = { $side }：{ $what }
promise-who = 承诺方
promise-what = 承诺内容
promise-due = 期限
promise-no-day = 未定期限
promise-kept = 已兑现
promise-dropped = 已取消
promise-keep = 已兑现：{ $what }
promise-reopen = 重新打开：{ $what }
promise-more = 更多：{ $what }
promise-drop = 不再期待
promise-delete = 删除
promise-set = 承诺 { $number }：{ $what }
promise-number = 承诺 { $number }
promise-number-due = 承诺 { $number } 期限
promise-number-remove = 移除承诺 { $number }
promise-one-more = 添加承诺
