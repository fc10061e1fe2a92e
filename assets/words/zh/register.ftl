# 客户卡登记：打印和导出记录、谁领用了哪张卡、检查了什么。

# ---- 操作名称
step-print-card = { $said ->
    [0] 打印 { $name } 的客户卡
   *[other] 打印 { $name } 的客户卡：{ $why }
}
step-print-cards = { $said ->
    [0] 打印 { $count } 张客户卡
   *[other] 打印 { $count } 张客户卡：{ $why }
}
step-take-card = { $said ->
    [0] 领用 { $name } 的客户卡
   *[other] 领用 { $name } 的客户卡：{ $why }
}
step-take-cards = { $said ->
    [0] 领用 { $count } 张客户卡
   *[other] 领用 { $count } 张客户卡：{ $why }
}
step-print-paper = { $said ->
    [0] 为 { $name } 打印 { $paper }
   *[other] 为 { $name } 打印 { $paper }：{ $why }
}
step-print-papers = { $said ->
    [0] 为 { $count } 位客户打印 { $paper }
   *[other] 为 { $count } 位客户打印 { $paper }：{ $why }
}
step-list-out = { $said ->
    [0] 导出 { $count } 位客户到 { $file }
   *[other] 导出 { $count } 位客户到 { $file }：{ $why }
}
step-return-card = 归还 { $name } 的客户卡
step-return-cards = 归还 { $count } 张客户卡
step-put-off-card = 延期归还 { $name } 的客户卡
step-put-off-cards = 延期归还 { $count } 张客户卡
step-check-card = { $said ->
    [0] 检查 { $name } 的客户卡
   *[other] 检查 { $name } 的客户卡：{ $note }
}
step-check-cards = { $said ->
    [0] 检查 { $count } 张客户卡
   *[other] 检查 { $count } 张客户卡：{ $note }
}
edit-card-not-out = { $text } 的客户卡没有借出
edit-card-not-out-hint = 用 gendan register 查看借出的客户卡

# ---- 历史记录与备份比较
history-card-copy = 打印的客户卡
history-card-check = 客户卡检查
history-list-out = 导出的名单
rows-card-copies = 打印的客户卡
rows-card-checks = 客户卡检查记录
rows-lists-out = 导出的名单
column-printed-at-ms = 打印时间
column-made-at-ms = 导出时间
column-paper = 打印件
column-template = 模板
column-file = 文件
column-why = 用途
column-taken-by = 领用人
column-taken-on = 领用日期
column-due-back-on = 应还日期
column-returned-on = 归还日期
column-checked-on = 检查日期
column-checked-by = 检查人
column-note = 检查结果
column-query = 搜索条件
column-customers = 客户数

# ---- 今日
agenda-card = 客户卡 { $taken } 借出，应于 { $due } 归还
agenda-card-by = { $who } { $taken } 借走客户卡，应于 { $due } 归还
today-returned-of = 客户卡已归还：{ $name }
done-cards-returned = 已归还 { $count } 张客户卡
done-cards-checked = 已检查 { $count } 张客户卡
done-card-put-off = 客户卡改为 { $day } 前归还

# ---- 卡片
register-out = { $who } { $taken } 借走
register-out-until = { $who } { $taken } 借走，应于 { $due } 归还
register-return = 归还
register-since = { $fields ->
    [0] { $day } 打印，之后无变更
   *[other] { $day } 打印，之后变更 { $fields } 项
}
register-checked-on = { $day } 检查过
register-since-title = 打印后已变更
register-since-nothing = 各项都与纸上一致
register-since-touches = 新增 { $count } 条联系记录
register-check = 标记为已检查

# ---- 登记
command-card-register = 客户卡登记…
register-title = 客户卡登记
register-part-out = 借出 { $count }
register-part-overdue = 超期未还 { $count }
register-part-all = 全部打印记录
register-none-out = 没有借出的客户卡
register-none-printed = 还没有打印过客户卡
register-none-hint = 打印时选择“随身带走”的客户卡会列在这里，直到归还
register-printed = { $day }打印
register-taken = { $day }借出
register-back = { $day }归还
register-no-day = 未定归还日期
register-return-of = 归还：{ $name }
register-return-all = 全部归还（{ $count } 张）
register-check-selected = 所选 { $count } 张标记为已检查
register-close = 关闭
print-why = 用途
print-why-hint = 会记入历史，例如：广交会拜访
print-take-along = 随身带走，用后归还
print-taken-by = 领用人
print-back-by = 应还日期
print-back-in = { $days ->
    [1] 明天，{ $day }
   *[other] { $days } 天后，{ $day }
}
export-why = 用途
export-why-hint = 会记入历史，例如：给汉堡代理

# ---- 命令行
register-overdue = 超期未还
register-never-printed = 这张客户卡还没有打印过
register-changes = { $fields ->
    [0] 打印后没有字段变更
   *[other] 打印后有 { $fields } 个字段变更
}，{ $touches ->
    [0] 没有新增联系记录
   *[other] 新增 { $touches } 条联系记录
}
cli-register = 共 { $count } 张客户卡，{ $overdue } 张超期未还
cli-not-noted = 登记中没有这次记录：{ $reason }

# ---- 每周检查表
paper-check = 客户卡每周检查表
paper-check-complete = 完整度
paper-check-stale = 待核实项
paper-check-changed = 打印后变更
paper-check-last = 上次检查
paper-check-remarks = 备注
