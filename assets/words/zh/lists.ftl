## 同一份订单明细的新一次导出
lists-take-lines = 导入订单明细
lists-card-lines = 订单明细：新增 { $added } 行，{ $gone } 行已不在列表中
