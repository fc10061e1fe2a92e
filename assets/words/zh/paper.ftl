# 打印件上的文字，以及打印时的提示。
paper-more = …（还有 { $count } 个字）
paper-printed = { $day } 打印
paper-printed-by = { $day } 打印，{ $who }
paper-page = 第
paper-of = /
paper-people = 联系人
paper-plans = 跟进计划
paper-promises = 承诺
paper-touches = 联系记录
paper-addresses = 地址
paper-notes = 备注
paper-nothing = 暂无
print-template-wrong = { $line ->
    [0] 模板 { $template }：{ $reason }
   *[other] 模板 { $template } 第 { $line } 行：{ $reason }
}
print-template-wrong-hint = 请修改模板文件，或先用自带模板打印
print-no-template = 这种打印件没有名为 { $template } 的模板
print-no-template-hint = 用 gendan templates 查看全部模板；自己的模板放在客户库的 templates 文件夹里
print-template-file = 模板文件无法读写：{ $file }
print-template-file-hint = 请检查文件是否已存在，或正被其他程序打开
print-broke = 页面没能生成
print-broke-hint = 换用自带模板，或少选一些客户再试
print-file = 文件写不进去：{ $file }
print-file-hint = 请先在其他程序里关闭它，或换个位置保存
print-logo = 图片不是 PNG 或 JPEG：{ $file }
print-logo-hint = 请用其他软件另存为 PNG
print-nobody = 没有可打印的客户
print-nobody-hint = 请先选中客户，或换个条件搜索
print-cancelled = 已取消打印
cli-printed = 已生成 { $pages } 页，保存在 { $file }
cli-missing-glyphs = 本机字体里没有这些字，会印成方框：{ $characters }
paper-table = 客户一览表
paper-due = { $day }要联系的客户
paper-due-cut = 共 { $count } 项，列出前 { $shown } 项
paper-when = 时间
paper-late = 逾期 { $days } 天
paper-why = 事由
paper-reached = 联系人及联系方式
paper-came-of-it = 结果
paper-long-day = { $day } { $weekday }
paper-weekly = 客户跟进周表
paper-week = { $from } 至 { $to }
paper-route = 拜访路线
paper-visit-on = 拜访日期
paper-more-entries = 另有 { $count } 项
paper-name-card = 客户卡片
paper-name-brief = 联系前简报
paper-name-due = 当日联系清单
paper-name-table = 客户一览表
paper-name-month = 月历
paper-name-route = 拜访路线（清单加卡片）
paper-name-letter = 信函
paper-name-envelope = 信封
paper-name-labels = 地址标签
letter-usual-subject = 最新产品与报价
letter-usual-text = { "{" }contact{ "}" }，您好：

    感谢您一直以来的关注。随信附上我们的最新产品资料和报价。

    如需样品或有任何问题，欢迎随时与我们联系。

    顺颂商祺
print-endless = 模板排版用时太久，已停止
print-too-large = 模板占用内存过多，已停止
