# 客户库的过去：改动历史、某日的客户卡、撤回旧改动；资料的时效与完整度；重复客户的合并。

step-confirm = 确认 { $name } 的{ $field }仍然有效
step-confirm-many = 确认 { $name } 的 { $count } 项资料仍然有效
step-take-back = 撤回对 { $name } 的{ $field }的修改
step-take-back-all = 撤回：{ $what }
step-merge = 将 { $other } 合并到 { $name }
edit-same-customer = 客户不能与自己合并
edit-same-customer-hint = 请选择两位不同的客户

column-of-row = 所属记录
column-field = 字段
column-confirmed-on = 确认日期
column-gone = 被合并的客户

field-menu = { $field }：更多
field-history = 此字段的历史
history-field = 字段
history-all-fields = 全部字段
history-more = 显示更早的改动
history-as-of-open = 查看某日的客户卡…
history-card-then = 此次改动后的客户卡：{ $what }
history-take-back = 撤回：{ $what }
history-take-back-field = 撤回对{ $field }的修改
history-undone = { $said } · 已撤销
history-row-made = { $whose } · 新增
history-row-removed = { $whose } · 删除
history-contact = 联系人
history-address = 地址
history-touch = 联系记录
history-follow-up = 跟进
history-confirmation = 确认有效
history-merged = 合并
history-list = 名单
history-extra-field = 自定义字段

as-of-title = { $day } { $time }
as-of-read-only = 当时的客户卡，只读。与今天不同之处以蓝字标在下方。
as-of-before = 上一次改动
as-of-after = 下一次改动
as-of-day = 日期
as-of-today = 回到今天
as-of-not-yet = 当时还没有这位客户
as-of-now = 现在：{ $value }
as-of-now-empty = 现在为空
as-of-contact-gone = 现已不在客户卡上
as-of-addresses = 其他地址
as-of-touches = 联系记录

taken-back = 已撤回
taken-back-nothing = 无需撤回：内容与改动前一致
take-back-title = 此后又有改动
take-back-what = 以下字段在这次改动之后又被修改过。请逐项选择保留哪个值。
take-back-keep = 保留现在的：{ $value }
take-back-restore = 恢复为：{ $value }
take-back-empty = 空
take-back-do = 撤回

fact-confirmed = { $count } 个月前确认
fact-confirmed-on = { $day } 录入、修改或确认
fact-still-right = { $field }仍然有效
facts-stale = { $count } 项资料待核实
facts-stale-what = 已有 { $count } 个月未经确认
facts-still-right = 全部仍然有效
card-complete = 完整度 { $percent }%
card-missing = 尚缺资料
card-missing-nothing = 资料齐全
card-missing-worth = +{ $percent }%

history-all-changes = 显示全部 { $count } 处改动
history-more-rows = 共 { $shown } 条记录
journal-title = 客户库历史
journal-what = 谁在什么时候改了什么，都在这里。每处改动都能撤回；此后又变过的会先询问。
journal-search = 在历史中查找
journal-nothing = 历史中没有找到
journal-not-yet = 最近的改动中没有找到

alike-title = 可能是
alike-open = 打开 { $name }
alike-merge = 与 { $name } 合并…
alike-merge-short = 合并…
alike-number = 客户编号相同 { $shared }
alike-name = 名称相同，仅公司形式或写法不同
alike-words = 名称用词相同，顺序不同
alike-phone = 电话相同 { $shared }
alike-domain = 域名相同 { $shared }
alike-kind-number = 客户编号相同
alike-kind-phone = 电话相同
alike-kind-domain = 邮箱或网站域名相同

merge-title = 合并两位客户
merge-stays = 保留
merge-goes = 并入左侧客户
merge-swap = 对调保留的一方
merge-counts = { $people } 位联系人，{ $touches } 条联系记录
merge-both = 都保留
merge-no-difference = 两者没有不同的字段
merge-plain = { $count } 个字段相同或仅一方有
merge-moves = 其余内容连同历史一并归入 { $name }
merge-moves-people = { $count } 位联系人
merge-moves-addresses = { $count } 个地址
merge-moves-touches = { $count } 条联系记录
merge-moves-plans = { $count } 项跟进
merge-moves-these = 将移过来：{ $list }
merge-joined = { $name } 两边都有，合为一位联系人
merge-do = 合并
merge-done = 已将 { $name } 合并到 { $into }
merge-choose-two = 请正好选择两位客户再合并
merge-gone = 其中一位客户已不存在

duplicates-title = 疑似重复客户
duplicates-what = 客户编号、名称（不计公司形式）、电话或邮箱域名相同的客户。在同组中勾选两位，即可对比并合并。
duplicates-seeking = 正在比对全部客户…
duplicates-none = 没有相似的客户
duplicates-kind = 相似之处
duplicates-all = 全部 { $shown } 组
duplicates-many = { $shown } 个号码或域名为超过 { $most } 位客户共用，未列出
duplicates-compare = 对比并合并…
duplicates-compare-these = 对比并合并 { $names }
duplicates-tick = 选择 { $name }
card-merged = { $names } 已并入此客户

command-merge = 合并两位客户…
command-duplicates = 疑似重复客户
command-journal = 客户库历史
rows-confirmations = 已确认的资料
rows-merged = 已合并的客户
