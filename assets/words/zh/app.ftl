# 窗口：页面、表格、卡片、日历、对话框。

app-name = 跟单
app-title = { $book } – 跟单

# ---- 命令
command-new-customer = 新建客户
command-import = 导入
command-export = 导出…
command-search = 搜索客户
command-undo = 撤销
command-redo = 重做
command-select-all = 全选
command-delete-customers = 删除所选…
command-back-up = 立即备份
command-open-book-folder = 打开客户库文件夹
command-go-customers = 客户
command-go-calendar = 日历
command-go-settings = 设置
command-choose-columns = 列设置
command-back = 返回表格
undo-what = 撤销：{ $what }
redo-what = 重做：{ $what }
menu-more = 更多

# ---- 搜索
search-hint = 搜索客户、联系人、电话…
search-clear = 清除搜索
search-no-hits = 没有找到“{ $search }”
search-no-hits-what = 每个词都要出现在客户、联系人或备注中
search-still-filling = 正在准备搜索

# ---- 表格
table-name = 客户
table-scroll = 滚动表格
customers-count = { $shown } 位客户
customers-count-of = { $shown } 位客户，共 { $total } 位
customers-selected = 已选 { $shown }
column-sort-hint = 点击排序
column-sorted-up = { $column }，升序
column-sorted-down = { $column }，降序
columns-search = 查找列
columns-reset = 恢复默认列
column-move-left = 左移 { $column }
column-move-right = 右移 { $column }
row-announced = { $row }：{ $name }
job-share = { $what }：{ $percent } %
book-saved = 已保存
book-backing-up = 正在备份：{ $percent } %
book-backed-up = 已保存 · { $ago }备份
ago-now = 刚刚
ago-minutes = { $count } 分钟前
ago-hours = { $count } 小时前

# ---- 空客户库
empty-book = 还没有客户
empty-book-what = 客户资料、联系记录和下一步跟进都放在这里
empty-import = 导入客户名单…
empty-import-what = 从其他 CRM、展会或海关数据导出的 Excel、CSV
empty-new = 新建客户
empty-new-what = 先录一位，填名称就行
empty-sample = 看看示例
empty-sample-what = 虚构的客户，随便看看；撤销一次即可移除

# ---- 卡片
card-nobody = 选择一位客户查看资料
card-gone = 这位客户已被删除
card-tab-card = 资料
card-tab-history = 历史
card-contacts = 联系人
card-addresses = 其他地址
card-follow-ups = 跟进计划
card-touches = 联系记录
card-due = { $when }：{ $goal }
card-from-list = 来自名单 { $file }，{ $day }
customer-without-name = 未命名客户
category-basic = 基本资料
category-judgement = 分类与判断
category-needs = 需求
category-credit = 信用与付款
category-operation = 经营情况
category-touch = 联系记录
category-results = 交易业绩
category-other = 计划与备注
category-source = 来源
category-extra = 自定义字段
section-add-field = 添加字段：{ $section }
card-add-field = 添加字段
card-find-field = 查找字段
field-choices = { $field }的选项
stars-set = { $name }：{ $count }
extra-add = 添加自定义字段
copy-value = 复制 { $value }
copied = 已复制

# ---- 操作
action-log-touch = 记录联系
action-plan = 下次跟进
action-mail = 写邮件给 { $to }
action-call = 拨打 { $number }
call-at-night = 对方现在是 { $time }，正值夜间
call-at-night-again = 再按一次仍然拨打
action-whatsapp = WhatsApp { $number }
action-more = 更多操作
action-open-website = 打开网站
action-copy-address = 复制地址
action-delete = 删除客户…

# ---- 联系人与地址
contact-add = 添加联系人
contact-new-name = 新联系人的姓名
contact-more = { $name }的更多操作
contact-add-field = 添加字段
contact-delete = 删除联系人
contacts-none = 暂无联系人
address-add = 添加地址
address-purpose = 用途

# ---- 跟进与联系记录
follow-up-add = 安排下次跟进
follow-up-change = 修改跟进计划
follow-up-day = 日期
follow-up-goal = 目的
follow-up-method = 方式
follow-up-done = 标为完成：{ $goal }
follow-up-reopen = 重新打开：{ $goal }
follow-up-without-goal = 跟进
follow-ups-none = 暂无计划
touch-new = 记录一次联系
touch-channel = 方式
touch-day = 日期
touch-text = 内容
touch-without-words = 已联系
touch-delete = 删除 { $day } 的联系记录
touches-none = 暂无联系记录
touches-all = 查看全部 { $count } 条
channel-set = { $name }：{ $channel }
soon-week = 一周后
soon-two-weeks = 两周后
soon-month = 一个月后
history-none = 暂无改动
history-when-who = { $when }，{ $who }

# ---- 日期
day-today = 今天
day-tomorrow = 明天
day-yesterday = 昨天
day-in-days = { $count } 天后
day-days-ago = { $count } 天前
day-in-weeks = { $count } 周后
day-weeks-ago = { $count } 周前
day-overdue = 逾期 { $count } 天
day-long = { $year } 年 { $month } 月 { $day } 日 { $weekday }
day-month = { $year } 年 { $month } 月
month-names = 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月
weekday-names = 星期一 星期二 星期三 星期四 星期五 星期六 星期日
weekday-short = 一 二 三 四 五 六 日

# ---- 日历
calendar-previous = 上个月
calendar-next = 下个月
calendar-today = 今天
calendar-fold = 收起日历
calendar-unfold = 展开日历
calendar-day-with = { $day }，{ $shown } 项
calendar-day-free = { $day }没有安排
calendar-day-count = { $day }，{ $shown } 项
calendar-more = 还有 { $shown } 项
calendar-plan-here = 安排跟进 { $name }

# ---- 对话框与提示
new-customer = 新建客户
new-customer-save = 添加客户
new-customer-needs-name = 请填写客户名称或联系人
form-save = 保存
form-cancel = 取消
delete-one = 删除 { $name }？
delete-many = 删除 { $shown } 位客户？
delete-what = 联系人、地址、跟进计划和联系记录会一并删除，可以撤销
delete-do-one = 删除
delete-do-many = 删除 { $shown } 位
deleted-one = 已删除 { $name }
deleted-many = 已删除 { $shown } 位客户
deleted-contact = 已删除联系人
deleted-address = 已删除地址
deleted-touch = 已删除联系记录
deleted-follow-up = 已删除跟进计划
done-follow-up = 跟进已完成
logged-touch = 已记录联系
undone = 已撤销：{ $what }
redone = 已重做：{ $what }
nothing-to-undo = 没有可撤销的操作
nothing-to-redo = 没有可重做的操作
notice-undo = 撤销
notice-close = 关闭提示
folder-not-opened = 无法打开文件夹 { $folder }

# ---- 设置
settings-title = 设置
settings-language = 语言
settings-language-system = 跟随系统
settings-theme = 主题
settings-theme-system = 跟随系统
settings-theme-light = 浅色
settings-theme-dark = 深色
settings-scale = 界面缩放
settings-scale-what = 文字和界面一起缩放。随时可按 { $larger } 和 { $smaller }
settings-book = 客户库

# ---- 无法打开客户库
refusal-again = 重试
refusal-other = 或者打开另一个文件夹中的客户库
refusal-open = 打开

# ---- 导入
import-title = 导入客户名单
import-drop = 把 Excel 或 CSV 文件拖到这里
import-choose = 选择文件…
import-choose-title = 选择要导入的名单
import-kinds = 名单
import-path = 文件路径
import-path-hint = 或者输入路径…
import-open = 打开
import-no-dialog = 此处无法弹出文件选择窗口：请把文件拖进来，或输入路径
import-recent = 最近导入
import-downloads = 下载文件夹
import-looking = 正在查找…
import-title-of = 导入 { $file }
import-close = 关闭
import-step-file = 1 文件
import-step-fields = 2 对应字段
import-step-review = 3 核对
import-step-done = 4 完成
import-next = 下一步
import-back = 返回
import-another = 换个文件
import-reading = 正在读取 { $file }
import-comparing = 正在与客户库比对 { $file }
import-taking = 正在导入 { $file }
import-taking-what = 导入期间可以继续工作
import-rate = { $done } 行，每秒 { $rate } 行
import-sheet = 工作表
import-sheet-rows = { $name }（{ $rows }）
import-sheet-header = 工作表“{ $sheet }”，{ $header }
import-encoding = 编码
import-delimiter = 分隔符
import-detect = 自动识别
import-detected = { $value }（自动识别）
delimiter-comma = 逗号
delimiter-semicolon = 分号
delimiter-tab = 制表符
import-header-row = 表头在第 { $row } 行
import-header-none = 没有表头
import-header-click = 点击表头所在的行
import-header-set = 表头在第 { $row } 行
import-header-without = 没有表头
import-header-remark = 表头以上的行不导入
import-fields-remark = 空单元格不会清除已有内容。导入后可整批撤销，原文件会留存。
import-review = 核对 { $shown } 行
import-recognised = 已识别 { $count } 列
import-doubtful = 存疑 { $count } 列
import-own-fields = 自定义字段 { $count } 列
import-own-field = 自定义字段
import-line-field = 归入订单明细
import-touch-field = 归入联系记录
import-remembered = 沿用 { $day } 导入 { $file } 时的对应
import-no-rows = 表头下面没有数据
import-on-match = 客户库中已有的客户
on-match-update = 更新
on-match-fill = 只填空白字段
on-match-skip = 不改动
on-match-add = 另存为新客户
import-dates = 日期格式
dates-found = 自动判断
dates-dmy = 日/月/年
dates-mdy = 月/日/年
dates-ymd = 年/月/日
import-hidden-out = 不导入 { $count } 个隐藏行
import-column-unnamed = 第 { $column } 列
import-column-goes = { $column } 对应 { $target }
import-column-answered = 你指定的
import-column-sure = 已识别
import-column-likely = 可能是
import-column-unknown = 未知列
import-column-useless = 没有可用内容
import-column-wrong = { $count } 处错误
import-column-odd = { $count } 处可疑
picker-search = 查找字段
picker-automatic = 自动识别
picker-ignore = 不导入
picker-own = 自定义字段：{ $name }
picker-own-unnamed = 未命名
import-card-new = 新客户
import-card-changed = 更新
import-card-same = 相同
import-card-look = 需要你看
import-card-contacts = 新联系人 { $shown } 位
import-card-lines = 保留订单明细 { $shown } 行
import-card-touches = 带入联系记录 { $shown } 条
import-card-differences = { $shown } 处不同
import-card-same-what = 不会改动
import-card-look-what = { $doubts ->
    [0] 有 { $skipped } 行不导入
   *[other] 另有 { $shown } 处可疑，{ $skipped } 行不导入
}
import-tab-issues = 待核对（{ $shown }）
import-tab-changes = 改动（{ $shown }）
import-tab-gone = 名单里已没有（{ $shown }）
import-gone-what = 这些客户在上一次导出的名单里；客户库中会保留
import-filter-all = 全部
import-filter-rows = 整行
import-filter = { $field } { $count }
import-no-issues = 没有需要核对的，每一行都已识别
import-tab-new = 新客户（{ $shown }）
import-tab-fields = 字段填充（{ $shown }）
import-no-new = 没有新客户
import-new-people = { $person }，另有 { $more } 人
import-filled = { $field }：{ $shown } 行，{ $percent }%
import-filled-share = { $percent }%
import-no-changes = 客户库中的内容没有改动
import-row = 第 { $row } 行
import-issue-of = { $field }：{ $message }
import-repair = 第 { $row } 行，{ $field }
import-repair-save = 改正
import-change-who = 客户
import-change-field = 字段
import-change-book = 客户库中
import-change-list = 名单中
import-change-result = 结果
import-change-takes-list = 用名单的
import-change-keeps-book = 留客户库的
import-change-by-hand = 留客户库的（手工改过）
import-review-remark = 目前还没有改动任何内容
import-take = 导入 { $shown } 位客户
import-nothing-to-take = 没有可导入的内容
import-done = { $file } 已导入
import-done-added = 新客户 { $shown } 位
import-done-updated = 更新 { $shown } 位
import-done-unchanged = 相同 { $shown } 位
import-done-contacts = 新联系人 { $shown } 位
import-done-touches = 带入联系记录 { $shown } 条
import-done-lines = 保留订单明细 { $shown } 行
import-done-skipped = 未导入 { $shown } 行
import-done-show = 查看客户
import-done-undo = 撤销这次导入
import-done-kept = 原文件已留存在客户库文件夹

# ---- 导出
export-title = 导出客户
export-shown = 当前显示的（{ $shown }）
export-selected = 所选的（{ $shown }）
export-file-name = 客户名单-{ $day }.xlsx
export-path = 文件
export-choose = 选择…
export-what = 导出的文件可以原样导回，不会改动任何内容
export-replaces = 文件已存在，将被替换
export-no-dialog = 此处无法弹出文件选择窗口，请输入路径
export-do = 导出 { $shown } 位
exported = 已将 { $shown } 位客户写入 { $file }
job-export = 正在写入 { $file }
job-died = 操作意外中断，客户库没有改动
notice-open-folder = 打开文件夹

import-not-taken = 把 { $shown } 行含未导入内容的数据另存…
import-not-taken-saved = 已把 { $shown } 行写入 { $file }
