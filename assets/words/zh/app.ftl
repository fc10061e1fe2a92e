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
command-open-book-folder = 打开账本所在文件夹
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
book-saved = 已保存

# ---- 空账本
empty-book = 还没有客户
empty-book-what = 客户资料、往来记录和下一步跟进都放在这里
empty-import = 导入客户清单…
empty-import-what = 从其他 CRM、展会或海关数据导出的 Excel、CSV
empty-new = 新建客户
empty-new-what = 先录一位，填名称就行
empty-sample = 看看示例
empty-sample-what = 虚构的客户，随便看看；撤销一次即可移除

# ---- 卡片
card-nobody = 选择一位客户查看资料
card-gone = 这位客户已不在
card-tab-card = 资料
card-tab-history = 历史
card-contacts = 联系人
card-addresses = 其他地址
card-follow-ups = 跟进计划
card-touches = 往来
card-due = { $when }：{ $goal }
card-from-list = 来自清单 { $file }，{ $day }
customer-without-name = 未命名客户
category-basic = 基本资料
category-judgement = 分类与判断
category-needs = 需求
category-credit = 信用与付款
category-operation = 经营情况
category-results = 交易业绩
category-other = 计划与备注
category-source = 来源
category-extra = 自定义字段
section-add-field = 添加字段：{ $section }
card-add-field = 添加字段
card-find-field = 查找字段
field-choices = { $field }的选项
field-clear = 清空
stars-set = { $name }：{ $count }
extra-add = 添加自定义字段
extra-name = 字段名称
extra-create = 创建
copy-value = 复制 { $value }
copied = 已复制

# ---- 操作
action-log-touch = 记跟进
action-plan = 下次跟进
action-mail = 写邮件给 { $to }
action-call = 拨打 { $number }
action-whatsapp = WhatsApp { $number }
action-more = 更多操作
action-open-website = 打开网站
action-copy-address = 复制地址
action-delete = 删除客户…

# ---- 联系人与地址
contact-add = 添加联系人
contact-new-name = 新联系人
contact-more = { $name }的更多操作
contact-add-field = 添加字段
contact-delete = 删除联系人
contacts-none = 暂无联系人
address-add = 添加地址
address-new-purpose = 收货
address-purpose = 用途
address-delete = 删除地址

# ---- 跟进与往来
follow-up-add = 安排下次跟进
follow-up-day = 日期
follow-up-goal = 目的
follow-up-method = 方式
follow-up-done = 标为完成：{ $goal }
follow-up-reopen = 重新打开：{ $goal }
follow-up-edit = 修改：{ $goal }
follow-up-delete = 删除：{ $goal }
follow-up-without-goal = 跟进
follow-ups-none = 暂无计划
touch-new = 记一次跟进
touch-channel = 方式
touch-day = 日期
touch-text = 内容
touch-without-words = 联系
touch-delete = 删除 { $day } 的往来
touches-none = 暂无往来
touches-all = 查看全部 { $count } 条
channel-words = 邮件|电话|WhatsApp|微信|拜访|展会|其他
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
day-not-read = 不是日期，例如 2026-11-20
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
calendar-day-with = { $day }，{ $count } 项跟进
calendar-day-free = { $day }没有安排
calendar-day-count = { $day }，{ $count } 项跟进
calendar-entry = { $name }：{ $goal }
calendar-more = 还有 { $count } 项
calendar-plan-here = 安排跟进 { $name }

# ---- 对话框与提示
new-customer = 新建客户
new-customer-save = 添加客户
new-customer-needs-name = 请填写客户名称或联系人
form-save = 保存
form-cancel = 取消
delete-one = 删除 { $name }？
delete-many = 删除 { $shown } 位客户？
delete-what = 联系人、地址、跟进计划和往来会一并删除，可以撤销。
delete-do-one = 删除
delete-do-many = 删除 { $shown } 位
deleted-one = 已删除 { $name }
deleted-many = 已删除 { $shown } 位客户
deleted-contact = 已删除联系人
deleted-address = 已删除地址
deleted-touch = 已删除往来
deleted-follow-up = 已删除跟进计划
done-follow-up = 跟进已完成
logged-touch = 已记录跟进
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
settings-scale = 大小
settings-scale-what = 文字和界面的大小
settings-book = 账本

# ---- 无法打开账本
refusal-again = 重试
refusal-other = 或者打开另一个文件夹中的账本
refusal-open = 打开

# ---- 导入
import-title = 导入客户清单
import-drop = 把 Excel 或 CSV 文件拖到这里
import-choose = 选择文件…
import-choose-title = 选择要导入的清单
import-kinds = 清单
import-path = 文件路径
import-path-hint = 或者输入路径…
import-open = 打开
import-no-dialog = 此处无法弹出文件选择窗口：请把文件拖进来，或输入路径
import-recent = 最近导入
import-downloads = 下载文件夹
import-looking = 正在查找…
