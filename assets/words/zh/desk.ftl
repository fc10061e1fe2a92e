# 各处共用：命令面板、快捷键一览、消息记录。

# ---- 命令
command-backups = 备份与恢复
command-go-rates = 汇率
command-welcome = 初次设置
command-palette = 查找命令或客户…
command-notices = 消息
command-larger = 放大
command-smaller = 缩小
command-usual-size = 恢复默认大小
command-other-theme = 切换浅色/深色
command-other-language = 切换到 English
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

# ---- 设置
settings-tab-look = 外观
settings-tab-you = 个人与工作时间
settings-tab-rates = 汇率
settings-tab-book = 客户库与备份
settings-who = 你的姓名
settings-who-what = 修改记录里会写上这个名字
settings-zone = 所在时区
settings-zone-system = 跟随电脑
settings-zone-what = 与客户当地时间对照时以此为准
settings-currency = 本位币
settings-currency-none = 选择币种
settings-currency-what = 金额没写币种时按它算，各种货币也折成它比较
settings-days = 工作日
settings-hours = 工作时间
settings-from = 上班
settings-to = 下班
settings-time-not-read = 不是时间，例如 09:00
settings-book-move = 要换位置时：先关闭窗口，把整个文件夹移走，再用 gendan --book 文件夹 打开
choose-find = 查找{ $what }

# ---- 汇率
rates-need-currency = 汇率用来把各种金额折成本位币。请先选择本位币。
rates-add = 添加汇率
rates-add-what = 从那天起，一单位外币折合多少 { $currency }
rates-currency = 币种
rates-rate = 汇率
rates-day = 起始日期
rates-from-day = { $currency }，生效日
rates-save = 添加
rates-not-read = 不是汇率，例如 7.1025
rates-file = 导入汇率
rates-file-what = 含日期、币种、汇率三列的表，或者一列日期加 USD/CNY 这样的列（如中国货币网的中间价）
rates-file-none = 文件里没有汇率
rates-file-none-hint = 需要日期、币种、汇率三列，或者日期加 USD/CNY 这样的列
rates-file-taken = { $count ->
    [0] 没有新的汇率
   *[other] 新增 { $shown } 条汇率
}
rates-file-unread = 有 { $count } 处没看懂
rates-known = 最新汇率
rates-none = 还没有汇率
rates-since = { $day } 起
rates-older = 另有 { $count } 条较早的
rates-remove = 删除 { $currency } { $day } 的汇率

# ---- 备份
backups-none = 还没有备份。第一次改动半小时后会自动备份，也可以立即备份。
backups-what = 启动时、每改动半小时、导入前会自动备份，也可以手动备份；旧的会自动精简
backup-start = 启动时
backup-changes = 改动后
backup-import = 导入前
backup-migration = 升级前
backup-wish = 手动
backup-restore = 恢复其他备份前
backup-verify = 校验
backup-verify-of = 校验 { $when } 的备份
backup-verifying = 正在校验 { $when } 的备份
backup-sound = { $when } 的备份完好
backup-restore-ask = 恢复…
backup-restore-of = 恢复 { $when } 的备份
rows-customers = 客户
rows-contacts = 联系人
rows-addresses = 地址
rows-touches = 联系记录
rows-follow-ups = 跟进计划
rows-lists = 名单
rows-fields = 字段
restore-title = 恢复 { $when } 的备份？
restore-comparing = 正在与当前客户库比对
restore-back = 找回
restore-gone = 失去
restore-changed = 变回当时
restore-examples = { $what }：{ $names }
restore-same = 当前客户库与这个备份内容相同，不需要恢复
restore-what = 恢复前会先备份现在的客户库，随时可以再换回来。设置也会恢复到备份时的样子。
restore-do = 恢复
restore-not-now = 客户库正忙
restore-not-now-hint = 请等导入、备份或其他操作完成后再恢复
restoring = 正在恢复备份
restoring-what = 会先备份原来的客户库
restored = 备份已恢复
restored-what = 恢复前的客户库已存入备份列表
restored-aside = 原来的客户库无法读取，文件保留在 set-aside 文件夹

# ---- 初次启动
welcome-page = 第 { $page } 步，共 { $pages } 步
welcome-title = 欢迎使用跟单
welcome-what = 客户资料、联系记录和下一步跟进都放在这台电脑的文件夹里，不会上传到任何地方
welcome-who = 先认识一下
welcome-who-what = 以后都可以在设置里修改
welcome-begin = 从哪里开始？
welcome-begin-what = 名单随时都可以导入
welcome-import = 导入客户名单
welcome-sample = 先看看示例
welcome-empty = 从空白客户库开始
welcome-empty-what = 自己录入第一位客户
welcome-skip = 跳过
