# 自定义字段。

edit-field-nameless = 字段要有名称
edit-field-nameless-hint = 请填列标题上要显示的名称
edit-field-taken = 已经有“{ $text }”这个字段
edit-field-taken-hint = 请换一个名称，或者直接修改那个字段
step-define-field = 新建字段 { $field }
step-rename-field = 字段 { $field } 改名为 { $name }
step-retype-field = 修改字段 { $field } 的类型
step-move-field = 移动字段 { $field }
step-delete-field = 删除字段 { $field }
column-kind = 类型
column-options = 常用值
