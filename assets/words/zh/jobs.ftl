# 耗时的操作：正在做什么、有哪些改动在等、结果如何
job-undo = 正在撤销“{ $what }”
job-redo = 正在重做“{ $what }”
job-edit = 正在执行“{ $what }”
job-stop = 停止
job-stopped = 已停止，客户库没有改动
job-edit-done = 已完成：{ $what }
edits-wait = { $shown } 项改动待保存
edit-waits = 当前操作结束后会保存这项改动
edit-job-died = 操作意外中断，客户库没有改动
edit-job-died-hint = 期间录入的内容已经保存，请再试一次
import-died = 导入意外中断，客户库没有改动
import-died-hint = 请再试一次；如果还是不行，请在 Excel 里把名单另存为 .csv 后再导入
