# 客户资料卡。

card-contacts-count = 联系人（{ $count }）
card-add-other = 其他
picker-nothing = 没有“{ $sought }”
section-up = 上移：{ $section }
section-down = 下移：{ $section }
section-usual-order = 恢复默认顺序

office-open = { $time }，上班中，{ $span }后下班
office-closed = 已下班
office-day-off = 休息日
office-opens-in = { $time }，{ $state }，{ $span }后上班
office-opens-at = { $time }，{ $state }，{ $day } { $at } 上班
office-why = { $zone }，按上班时间 { $hours } 推算
span-minutes = { $minutes } 分钟
span-hours = { $hours } 小时
span-hours-minutes = { $hours } 小时 { $minutes } 分

action-mail-none = 没有邮箱，无法写邮件
action-mail-odd = 邮箱不完整：{ $to }
action-call-none = 没有电话号码
action-call-odd = 号码无法拨打：{ $number }
action-whatsapp-none = 没有 WhatsApp 或手机号
action-whatsapp-odd = { $number } 缺少国家区号，客户也没有填国家
action-copy-address-none = 没有地址可复制

contact-main = 主联系人
contact-fold = { $name }的详情
contact-to-top = 设为主联系人
contact-up = 上移
contact-down = 下移
contact-add-field-to = 给{ $name }添加字段
channel-more = { $value } 的更多操作
channel-first = 优先使用
channel-remove = 移除
channel-open = 打开主页
step-order-contacts = 调整 { $name } 的联系人顺序

address-purposes = 收货|开票|仓库|货代|寄样
address-copy = 复制地址：{ $purpose }
address-delete-of = 删除地址：{ $purpose }
address-part = { $purpose }：{ $part }
