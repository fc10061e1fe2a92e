# 客户之间的关系：哪些是同一客户、哪些不是，合并过谁、合并之后如何。

step-tell-apart = { $name } 与 { $other } 不是同一客户
step-tell-apart-many = { $count } 位客户互不相同
step-may-be-one = 取消“{ $name } 与 { $other } 不是同一客户”
step-may-be-one-many = 取消“{ $count } 位客户互不相同”
column-other = 另一客户
history-told-apart = 不是同一客户
rows-told-apart = 已标为不同的客户
history-bring-back = 恢复 { $name }
apart-say = 不是同一客户
apart-say-of = 不是同一客户：{ $names }
apart-told = 已标为不同客户
apart-revoke = 重新列为疑似重复
apart-revoke-of = 重新列为疑似重复：{ $names }
edit-not-yet-there = { $text } 当天客户库中还没有这位客户
edit-not-yet-there-hint = 请换一个更晚的日期；不带日期的 `history` 会列出其录入时间
cli-duplicates = { $groups ->
    [0] 没有相似的客户
   *[other] { $groups } 组疑似重复客户
}
cli-apart = { $pairs } 对已标为不同客户
alike-through = 与已并入的 { $name } 相似
