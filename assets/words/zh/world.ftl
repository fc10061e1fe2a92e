# 世界时区板：客户那边几点，谁现在能联系。

command-go-world = 时区板
world-title = 世界时区板
world-due = 今天要联系的
world-all = 全部地区
world-sum = 现在能联系 { $now } 家 · 三小时内上班 { $soon } 家 · 已下班 { $away } 家
world-nothing = 今天没有要联系的客户
world-nothing-hint = 点“全部地区”看所有客户那边几点
world-ours = 我方 { $from }–{ $to }
world-our-time = 我方现在 { $time }
world-counts = 待联系 { $shown } 家，该地区共 { $all } 家
world-no-zone = 时区未知
world-no-zone-hint = 填上国家或时区，就能看到对方几点上班
world-place = { $country } · { $city }
world-span = { $from }–{ $to }
world-shared = 双方都上班：{ $spans }（我方时间）
world-nothing-shared = 24 小时内没有共同上班时间
world-night = { $time } · 深夜，别打电话
world-names-more = { $names } 等，另有 { $shown } 家
world-more = { $place }还有 { $shown } 家，在客户表中查看
world-search = 国家:{ $country }
world-keys = ↑↓ 选择 · Enter 展开或打开 · D 完成并记录 · M 改期 · S 跳过
