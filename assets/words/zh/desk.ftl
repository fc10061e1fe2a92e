# 各处共用：命令面板、快捷键一览、消息记录。

# ---- 命令
command-palette = 查找命令或客户…
command-notices = 消息
command-larger = 放大
command-smaller = 缩小
command-usual-size = 恢复默认大小
command-other-theme = 切换浅色/深色
command-other-language = 切换到英文
command-keys = 快捷键与命令
commands-book = 客户库
commands-edit = 编辑
commands-go = 前往
commands-look = 外观
commands-help = 帮助

# ---- 命令面板
palette-hint = 输入命令或客户，中文、英文、拼音都行
palette-results = 查找结果
palette-recent = 最近使用
palette-customers = 客户
palette-nothing = 没有找到“{ $typed }”
palette-foot-run = 执行
palette-foot-close = 关闭

# ---- 快捷键
keys-find = 查找快捷键或命令
keys-none = 无快捷键
keys-in-table = 在表格中
keys-in-search = 在搜索框中
keys-in-field = 在资料字段中
keys-in-form = 在窗口和提问中
keys-table-walk = 上移、下移一行
keys-table-page = 上翻、下翻一页
keys-table-ends = 到第一行、最后一行
keys-table-extend = 扩大选择范围
keys-table-open = 打开资料
keys-search-leave = 转到表格
keys-search-clear = 清除搜索
keys-field-save = 保存
keys-field-leave = 放弃修改
keys-form-walk = 下一项、上一项
keys-form-confirm = 确定
keys-form-close = 关闭，不保存

# ---- 消息
notices-name = 消息
notices-none = 还没有消息
notices-none-what = 本次启动后完成或失败的操作，都可以在这里重看
notices-unread = 消息，{ $count } 条失败未读
notices-clear = 清空
notice-failed = 失败：{ $words }
form-close = 关闭
