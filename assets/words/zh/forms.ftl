# 客户卡片与各种表格上的文字。
paper-continued = { $title }（续）
paper-front = 正面
paper-back = 背面
paper-overdue = 已逾期
paper-none = 无
paper-more-fields = …另有 { $count } 项，见完整版
paper-more-rows = …另有 { $count } 条
paper-record = 手写记录
paper-day = 日期
paper-what = 洽谈内容
paper-next = 下一步及时间
