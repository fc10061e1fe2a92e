# 客户库里能做的事：撤销、通知和历史里显示的名称，以及不能修改的原因。
step-add-customer = 新建 { $name }
step-set-field = 修改 { $name } 的{ $field }
step-set-field-many = 修改 { $count } 位客户的{ $field }
step-set-extra = 修改 { $name } 的{ $field }
step-set-extra-many = 修改 { $count } 位客户的{ $field }
step-delete-customer = 删除 { $name }
step-delete-customers = 删除 { $count } 位客户
step-add-contact = 新增联系人 { $person }
step-set-contact = 修改 { $person } 的{ $field }
step-delete-contact = 删除联系人 { $person }
step-put-address = 修改 { $name } 的地址
step-delete-address = 删除 { $name } 的地址
step-log-touch = 记录与 { $name } 的联系
step-delete-touch = 删除与 { $name } 的联系记录
step-put-follow-up = 安排跟进 { $name }
step-finish-follow-up = 完成对 { $name } 的跟进
step-delete-follow-up = 删除对 { $name } 的跟进
step-import = 导入 { $file }
step-sample = 示例客户

edit-not-an-amount = “{ $text }”不是金额
edit-not-an-amount-hint = 请填数字，可带币种，如 USD 1,250.00
edit-not-a-number = “{ $text }”不是整数
edit-not-a-number-hint = 请只填数字
edit-not-stars = “{ $text }”不是星级
edit-not-stars-hint = 请填 1 到 5，或留空
edit-not-there = 客户库里已经没有这一条
edit-not-there-hint = 可能已删除或撤销，撤销操作可以找回
edit-nameless = 客户要有名称
edit-nameless-hint = 请填公司名称，没有公司就填联系人姓名
edit-not-a-day = “{ $text }”不是日期
edit-not-a-day-hint = 请按 2026-11-20 填写，只知道月份就填 2026-11
edit-job-running = { $job }还没有完成
edit-job-running-hint = 请等它完成，或先取消

export-sheet = 客户
export-unknown-format = 名单只能存为 .xlsx 或 .csv：{ $file }
export-unknown-format-hint = 请把文件名改成这两种后缀之一
export-file = 名单无法写入（{ $reason }）：{ $file }
export-file-hint = 文件如在 Excel 里打开，请先关闭，或换个文件名和文件夹
export-too-many = { $rows } 行超出一张 Excel 表的容量
export-too-many-hint = 请存为 .csv，或少选一些客户
export-cancelled = 已取消
export-cancelled-hint = 没有写出文件

job-import = 导入
