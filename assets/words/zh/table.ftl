# 表格：操作名称、表头、单元格、右键菜单、批量修改。
step-set-cells = 修改 { $count } 位客户的 { $fields } 个字段
step-add-tags = 给 { $name } 加标签“{ $tags }”
step-add-tags-many = 给 { $count } 位客户加标签“{ $tags }”
step-remove-tags = 去掉 { $name } 的标签“{ $tags }”
step-remove-tags-many = 去掉 { $count } 位客户的标签“{ $tags }”
step-rename-group = 分组“{ $from }”改名为“{ $to }”
step-dissolve-group = 解散分组“{ $from }”
