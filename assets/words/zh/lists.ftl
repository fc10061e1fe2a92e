## 同一份订单明细的新一次导出
lists-take-lines = 导入订单明细
lists-record = 客户库中的客户
lists-card-lines = 订单明细：新增 { $added } 行，{ $gone } 行已不在列表中

## 拖入窗口的文件
drop-here = 松开即可导入客户列表
drop-looked-at-first = 先看清内容，再决定是否导入
drop-one-at-a-time = 一次导入一个列表：{ $file }
drop-one-at-a-time-hint = 其余的请稍后再拖入
drop-waits = 正在导入另一个列表
drop-waits-hint = 导入完成后再拖入下一个
