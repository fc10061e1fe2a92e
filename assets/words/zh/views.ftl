# 表格的命名视图。

view-added = 已保存视图“{ $name }”
view-saved = 已更新视图“{ $name }”
view-deleted = 已删除视图“{ $name }”
