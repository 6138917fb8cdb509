package nlu

// simplified maps traditional characters to simplified ones: those that business
// people write about enterprises, sums and awards, and the Cantonese particles that
// stand for one character.
var simplified = pairs(
	"業业營营額额億亿萬万產产銷销總总資资金金獎奖補补貼贴認认證证數数車车間间廠厂智智慧慧" +
		"裝装備备製制機机器器械械臺台檯台颱台組组項项個个幾几兩两設设計计購购買买賣卖價价錢钱" +
		"財财務务稅税負负債债險险費费率率保保賠赔償偿現现達达進进過过還还遠远運运輸输連连鏈链" +
		"鍊链鎖锁領领頭头導导專专精精特特細细節节點点標标準准級级別别類类屬属於于從从與与為为" +
		"無无沒没嗎吗麼么甚什這这裡里裏里來来對对錯错說说話话請请問问誰谁談谈講讲讀读該该應应" +
		"當当會会員员學学校校歲岁號号碼码電电動动氫氢燃燃網网聯联絡络線线雲云廣广場场開开關关" +
		"門门閉闭閥阀間间聞闻實实際际驗验試试檢检測测評评審审議议訊讯識识譯译護护變变車车軟软" +
		"較较輛辆輪轮軸轴轉转辦办農农醫医藥药綠绿紅红黃黄藍蓝紙纸紡纺織织絲丝維维膠胶膜膜鋼钢" +
		"鐵铁銅铜鋁铝錫锡鎳镍鈦钛鋰锂鑄铸鍛锻銀银鑒鉴鏡镜長长張张強强彈弹歸归歷历曆历歐欧歡欢" +
		"殘残殺杀氣气漢汉溝沟滿满漲涨滅灭災灾熱热營营狀状獨独獲获環环瑪玛畫画異异療疗發发盡尽" +
		"監监盤盘眾众睏困礎础確确種种積积穩稳窮穷競竞筆笔簡简糧粮紀纪約约納纳純纯紛纷給给統统" +
		"經经綜综繼继續续編编緩缓練练縣县縮缩績绩繳缴罰罚職职聽听肅肃腦脑腳脚興兴舉举舊旧藝艺" +
		"處处虛虚補补規规視视覺觉覽览觀观觸触計计訂订記记許许訴诉評评詞词誤误調调論论諮咨證证" +
		"讓让豐丰負负貢贡貨货責责貴贵貸贷貿贸賀贺賓宾賞赏質质賬账贏赢贊赞趕赶車车載载輕轻輔辅" +
		"輯辑農农遲迟選选遺遗郵邮鄉乡鄰邻醜丑釋释針针鈔钞鉅钜錄录鍵键鎮镇閒闲閱阅陸陆隊队階阶" +
		"隨随難难離离雖虽雙双雜杂雞鸡靈灵靜静響响頁页頂顶順顺須须預预頓顿顆颗題题額额願愿顧顾" +
		"飛飞飯饭養养餘余館馆馬马駐驻驗验驚惊體体點点齊齐齡龄龍龙們们僅仅價价億亿優优儲储傳传" +
		"傷伤傾倾僑侨僱雇兒儿內内冊册凍冻劃划則则剛刚創创劑剂劉刘勝胜勞劳動动勢势勵励區区協协" +
		"單单卻却參参員员問问啟启喪丧喬乔嘗尝國国圍围園园圓圆圖图團团執执堅坚報报塊块壓压壞坏" +
		"夠够夢梦奪夺妝妆婦妇媽妈學学孫孙寫写寬宽寶宝將将專专尋寻對对導导屆届層层島岛帥帅師师" +
		"帳帐帶带幣币幫帮幹干庫库廠厂廢废張张彙汇匯汇後后徑径復复徵征德德恆恒悅悦惡恶態态慣惯" +
		"慶庆憂忧憑凭應应懷怀戰战戲戏戶户拋抛掃扫掛挂採采揀拣換换損损搖摇搶抢撥拨撤撤擁拥擇择" +
		"擊击擋挡擔担據据擬拟擴扩攝摄敗败敵敌斷断時时書书朧胧東东條条極极構构樓楼樣样橋桥樹树" +
		"權权欄栏歎叹殼壳毀毁決决況况減减測测湯汤溫温滬沪漸渐潔洁潛潜濟济濃浓灣湾爐炉爭争爾尔" +
		"牆墙牽牵獻献現现琺珐瓊琼甌瓯畢毕疊叠盜盗盧卢矽硅碩硕禮礼禍祸離离稱称穀谷竊窃範范築筑" +
		"篩筛簽签籌筹籤签納纳紐纽級级紹绍終终絕绝絡络結结緊紧緒绪線线緣缘縱纵績绩織织繞绕繪绘" +
		"羅罗習习聖圣聲声聰聪膚肤膽胆臨临艦舰艱艰蘇苏蘭兰號号蝕蚀術术衛卫衝冲裝装複复製制褲裤" +
		"謝谢曉晓虧亏隻只週周樂乐華华葉叶廳厅燈灯鄭郑吳吴陳陈楊杨趙赵蔣蒋韓韩馮冯蕭萧鄧邓呂吕賈贾嚴严顏颜羣群傑杰啓启爲为眞真讚赞懂懂嘆叹鬆松繫系錶表麵面礙碍騎骑騙骗緻致" +
		"滾滚擠挤攔拦擾扰攤摊擺摆檔档槍枪櫃柜漁渔澤泽濕湿煙烟燒烧爺爷獎奖瑣琐甦苏疇畴癒愈皺皱盜盗瞭了矯矫祕秘禪禅穎颖窪洼竄窜筍笋簾帘糾纠紋纹絡络縫缝罷罢翹翘耗耗聳耸係系哋们嘅的咗了喺在")

// han holds another character for a Chinese one; 0 where there is none. A table
// and not a map, because every character that is read goes through it.
type han [0x9fff - 0x4e00 + 1]uint16

// of is the character that stands for r, r itself if none does.
func (h *han) of(r rune) rune {
	if isHan(r) {
		if s := h[r-0x4e00]; s != 0 {
			return rune(s)
		}
	}
	return r
}

// pairs reads a run of pairs into a table.
func pairs(s string) *han {
	h := new(han)
	r := []rune(s)
	for i := 0; i+1 < len(r); i += 2 {
		if r[i] != r[i+1] {
			h[r[i]-0x4e00] = uint16(r[i+1])
		}
	}
	return h
}

// homophones maps a character to one that stands for all that sound like it, or
// nearly so, and are typed in its place. A line is a sound; only sounds that
// occur in the words of enterprises and awards are listed. With them stand the
// characters that a scanner takes for each other: 间 and 问, 厂 and 广.
var homophones = classes(`
台抬苔胎泰态太
套涛陶掏逃讨桃
首手守收授受售瘦寿
联链连练恋廉莲脸炼
主住助注祝煮筑珠株朱猪竹
专砖转赚
精经京景惊晶净敬
新欣薪心辛馨鑫芯信
小晓效校笑肖
巨具居局据聚拒剧俱句举拘
人仁任忍仍入如
智志治制质直知之芝至致只值职执止指纸支枝织置
工公功供攻恭宫
厂场敞常尝长唱广
数树术属竖书输舒殊
字自子资紫姿滋
化华花话划
车扯彻
间见件建健渐剑检减尖简坚监兼箭问涧贱荐
营赢迎盈应英影
业叶页夜也
额恶鹅俄
源原元员圆园缘
具聚
采彩才财踩菜裁材柴
购够构沟狗勾
费废飞非肥肺
率律绿虑
保宝报包堡饱
险现线显县限
投头透偷
平评凭瓶萍屏苹
研严言沿延盐
认刃韧
定订丁顶
车车
整正征争睁证政
能农弄嫩
产铲阐
量两亮良辆粮凉
型形行星醒兴
规归轨贵
模末磨摩膜
料聊疗辽
装庄桩状
备被倍贝背
网往忘望王
批匹皮披劈
次词此辞刺赐
度读独渡杜
级极集及急即吉籍
入如汝
年念粘
总纵宗综
景井
选宣旋轩
基机鸡积击激
金今斤津巾紧近进
府付符服富副复负福辅扶
出初除楚厨
项向像象巷
目木母墓幕
开凯
放方房访防
关官观管馆
键舰
技计记季济继绩寄际既剂祭
推退腿
广光
特忒
核合和河何盒荷
销消宵霄萧
实时十石食识拾室世市式事试视是势适
申身深伸
告高搞稿
补不步布部
生声升省胜圣
医一依衣伊宜移
药要腰摇
色社设射涉舍
低底滴敌
碳探炭叹谈`)

// classes reads one sound a line into a table.
func classes(s string) *han {
	h := new(han)
	var first rune
	for _, r := range s {
		switch {
		case r == '\n':
			first = 0
			continue
		case first == 0:
			first = h.of(r)
		}
		if h[r-0x4e00] == 0 {
			h[r-0x4e00] = uint16(first)
		}
	}
	return h
}
