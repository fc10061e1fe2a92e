# 搜索、视图和所选客户。

# ---- 搜索框下方
search-instead = 是不是要找

# ---- 搜不到客户时
search-no-hits-all = 没有客户同时符合这 { $count } 个条件
search-part-finds = { $count ->
    [0] 没有客户
   *[other] { $shown } 位客户
}
search-part-drop = 去掉
search-part-drop-left = 去掉后有 { $shown } 位
search-part-drop-name = 去掉“{ $part }”再搜
search-part-instead = 改搜“{ $value }”

# ---- 上次的搜索
search-recalled = · 沿用上次的筛选
search-recalled-all = 显示全部
search-recalled-keep = 保留这个筛选

# ---- 所选客户
customers-selected-hidden = （{ $shown } 位不在当前列表）
selected-edit = 批量修改…
selected-delete = 删除…
row-menu-hidden = 有 { $shown } 位所选客户不在当前列表，不会改动
whom-out-of-sight = 已选 { $all } 位，其中 { $shown } 位不在当前列表
whom-none-in-sight = 所选的 { $shown } 位客户都不在当前列表
whom-in-sight = 仅列表中的 { $shown } 位
whom-all = 全部 { $shown } 位

# ---- 视图
views-move-up = 上移
views-move-down = 下移

# ---- 表格
cell-computed = “{ $column }”由资料自动算出
