# 客户库：出错提示与解决办法，以及各步操作的名称。

store-with-path = { $sentence }：{ $path }

store-in-use = 这个客户库已在窗口“{ $name }”中打开（{ $host }，进程 { $pid }）
store-in-use-hint = 请在那个窗口里操作，或者关掉它再试
store-newer = 这个客户库是用更新版本的跟单保存的（库版本 { $found }，当前程序只认到 { $known }）
store-newer-hint = 请先升级跟单。文件没有被改动。
store-older = 这个客户库由旧版本的跟单保存，还没有升级
store-older-hint = 请先在跟单窗口里打开一次；升级前会自动备份
store-foreign = 这个文件是别的软件的数据库
store-foreign-hint = 请换一个文件夹存放客户库。文件没有被改动。
store-missing = 这个文件夹里没有客户库
store-missing-hint = 请检查路径，或者用跟单打开这个文件夹，新建一个客户库
store-damaged = 客户库文件已损坏，无法读取
store-damaged-hint = 请恢复最近的备份。损坏的文件会另外保留，不会删除。
store-full = 磁盘已满
store-full-hint = 请清理出一些空间再试。之前保存的内容都还在。
store-denied = 没有权限写入这个位置
store-denied-hint = 请确认文件夹属于你、没有设为只读，也没有被杀毒软件拦截
store-file = 文件无法读写（{ $reason }）
store-file-hint = 请确认磁盘已连接、文件夹还在，然后再试
store-busy = 客户库正忙
store-busy-hint = 请稍等片刻再试
store-stopped = 已停止
store-stopped-hint = 没有任何改动
store-unsuited = “{ $field }”不能填这样的内容
store-unsuited-hint = 请填写适合“{ $field }”的内容
store-no-row = 记录 { $id } 不存在
store-no-step = 操作 { $id } 不存在，或者无法撤销
store-gone-hint = 它可能已被删除或撤销，请重新查找
store-dangling = 这次修改引用了不存在的记录
store-twice = 这个名称已经有了
store-refused-hint = 没有任何改动，请检查后再试
store-backup = 备份没有通过检查
store-backup-hint = 原有的备份都还在。请检查磁盘后重新备份。
store-database = 客户库无法读写（{ $reason }）
store-database-hint = 请再试一次；如果还是这样，请从菜单里检查客户库

store-synced = 这个文件夹由 { $client } 同步，正在使用的客户库放在这里会损坏
store-synced-hint = 请把客户库放在本机，例如 { $place }。备份可以放进同步文件夹。
store-network = 这个文件夹在另一台电脑上（{ $kind }），正在使用的客户库放在那里会损坏
store-network-hint = 请把客户库放在本机磁盘上，例如 { $place }。备份可以放到那台电脑。

store-check-file = 文件已损坏：{ $said }
store-check-dangling = { $table } 中的记录 { $id } 引用了不存在的内容
store-check-columns = { $table } 的列 { $column } 与预期不符
store-check-journal = 操作 { $step } 的历史记录不完整，无法撤销
store-check-original = 名单“{ $file }”的原始文件不见了

step-undo = 撤销：{ $what }
step-redo = 重做：{ $what }

# 备份的原因。
