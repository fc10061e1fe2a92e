# 命令行里的文字。
cli-exported = 已把 { $count } 位客户写入 { $file }
cli-nothing-to-do = 没有可执行的操作
cli-sheet = { $name }：{ $rows } 行，表头在第 { $header } 行
cli-imported = 共 { $rows } 行，{ $customers } 位客户，{ $contacts } 位联系人：新增 { $added }，更新 { $updated }，相同 { $unchanged }
cli-issue = 第 { $row } 行：{ $message }。{ $hint }
cli-backed-up = 已备份到 { $file }
cli-sound = 客户库完好
