# 各种填写：批量修改、自定义字段、字号。

# ---- 批量修改：这些客户现有的内容
many-usual = 常改的字段
many-main-contact = 主要联系人
many-count = 共 { $shown } 位客户
many-counting = { $all }，正在查看现有内容…
many-standing = { $all }，{ $words }
many-others = { $count ->
    [0] 都没有别的内容
   *[other] 其中 { $shown } 位已有别的内容，会被替换
}
many-same = 其中 { $shown } 位已经是这个内容，其余为空
many-have-value = { $count ->
    [0] 都还没有内容
   *[other] 其中 { $shown } 位已有内容
}
many-lose = { $count ->
    [0] 都没有可清空的内容
   *[other] 不填新内容，其中 { $shown } 位的内容会被清空
}
many-have-all-tags = { $count ->
    [0] 都还没有这个标签
   *[other] 其中 { $shown } 位已有这个标签
}
many-have-tag = { $count ->
    [0] 都没有这个标签
   *[other] 其中 { $shown } 位有这个标签
}

# ---- 设置：外观
settings-type-size = 字号
settings-type-size-what = 只改文字大小，界面缩放则一起放大
settings-type-small = 小
settings-type-usual = 标准
settings-type-large = 大
settings-type-larger = 特大
settings-density = 表格行距
settings-density-what = 紧凑行距可多看到三分之一的行
