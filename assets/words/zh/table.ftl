# 表格：操作名称、表头、单元格、右键菜单、批量修改。
step-set-cells = 修改 { $count } 位客户的 { $fields } 个字段
step-add-tags = 给 { $name } 加标签“{ $tags }”
step-add-tags-many = 给 { $count } 位客户加标签“{ $tags }”
step-remove-tags = 去掉 { $name } 的标签“{ $tags }”
step-remove-tags-many = 去掉 { $count } 位客户的标签“{ $tags }”
step-rename-group = 分组“{ $from }”改名为“{ $to }”
step-dissolve-group = 解散分组“{ $from }”

# ---- 命令、表头、单元格
command-edit-customers = 批量修改…
column-sorted-at = { $column }，第 { $place } 排序
column-sort-up = 升序排列
column-sort-down = 降序排列
column-sort-also = 再按此列排序
column-unsort = 不按此列排序
column-shift-left = 左移
column-shift-right = 右移
column-hide = 隐藏此列
density-compact = 紧凑行距
density-comfortable = 宽松行距
scroll-position = 第 { $row } 位，共 { $total } 位
cell-edit = 修改{ $column }
cell-not-editable = “{ $column }”取自联系记录，记录一次联系即可更新
seek-typed = 跳到“{ $typed }”
seek-nobody = 没有名称以“{ $typed }”开头
drag-customers = { $shown } 位客户

# ---- 复制和粘贴
rows-copied = 已复制 { $shown } 行
job-copy = 正在复制
paste-too-long = 剪贴板里有 { $rows } 行，往下只有 { $room } 位客户，没有粘贴
fill-title = 填写 { $shown } 位客户的{ $columns }？
fill-what = 内容：{ $values }
fill-do = 填写 { $shown } 位

# ---- 行的右键菜单
row-menu = 所选客户的操作
row-open = 打开资料
row-edit-cell = 修改{ $column }
row-edit-field = 修改字段…
row-edit-many = 批量修改 { $shown } 位客户…
row-add-tag = 加标签…
row-remove-tag = 去掉标签
row-clear-value = 清空
row-other-value = 其他…
row-copy = 复制所选行
row-copy-with-headings = 连同表头复制
row-copy-cell = 复制单元格

# ---- 批量修改
many-title = 批量修改 { $shown } 位客户
many-field = 字段
many-value = 内容
many-tags-add = 添加
many-tags-remove = 去掉
many-tags-replace = 全部替换
many-tags-hint = 多个标签用分号隔开
many-do = 修改 { $shown } 位
many-clear = 清空 { $shown } 位的内容
many-done = 已完成：{ $what }

# ---- 侧栏的分组和筛选
rail-groups = 分组
rail-filters = 筛选
rail-entry = { $value }，{ $count }
rail-clear = 清除{ $facet }筛选
rail-more = 还有 { $count } 项
rail-fewer = 收起
rail-stars = { $count } 星
rail-fold = 收起{ $group }
rail-unfold = 展开{ $group }
rail-new-group = 新建分组
rail-new-below = 新建下级分组
rail-no-groups = 还没有分组，新建后可把客户拖进来
rail-group-name = 分组名称
rail-group-rename = 重命名{ $group }
rail-rename = 重命名…
rail-dissolve = 解散分组
rail-move-here = 把所选 { $shown } 位客户移到这里

# ---- 表格里的按键
command-other-density = 切换紧凑或宽松行距
keys-table-cells = 移到别的单元格
keys-table-mark = 标记客户
keys-table-unmark = 取消全部标记
keys-table-edit = 修改单元格
keys-table-copy = 复制所选行
keys-table-paste = 用剪贴板内容填写此列
keys-table-menu = 打开所选客户的菜单

# ---- 搜索框
search-ways = 可以接着输入
search-way = { $label }，{ $hint }
search-wrong = 看不懂的条件
search-so-far = 暂有 { $count }

# ---- 侧栏的视图
rail-views-and-groups = 视图和分组
views = 视图
views-none = 视图会记住筛选、排序和列
views-add = 存为视图
views-new-name = 视图名称
views-name = 新的视图名称
views-name-taken = 已有同名视图
views-leave = 全部客户
views-changed = { $name }（已改动）
views-update = 更新视图
views-key = 快捷键
views-key-of = Alt+{ $slot }
views-no-key = 不设快捷键
views-delete = 删除视图
