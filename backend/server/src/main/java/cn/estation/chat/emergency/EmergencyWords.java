package cn.estation.chat.emergency;

import static cn.estation.chat.emergency.EmergencyKind.FIRE;
import static cn.estation.chat.emergency.EmergencyKind.GAS;
import static cn.estation.chat.emergency.EmergencyKind.HAZARD;
import static cn.estation.chat.emergency.EmergencyKind.MEDICAL;
import static cn.estation.chat.emergency.EmergencyKind.SELF_HARM;
import static cn.estation.chat.emergency.EmergencyKind.TRAPPED;
import static cn.estation.chat.emergency.EmergencyKind.VIOLENCE;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a call for help from a question about fees, insurance or certificates that uses the same words. Rather one alarm
 * too many than one too few: what is denied, rehearsed or asked about as a matter for an office is let through.
 */
final class EmergencyWords {

    /**
     * @param words what is said; the first group of it is what must not be denied
     * @param evenInOffices true if it is an emergency whatever else is asked
     */
    private record Rule(EmergencyKind kind, Pattern words, boolean evenInOffices) {}

    private static final List<Rule> RULES = List.of(
            always(
                    SELF_HARM,
                    "自杀(?!式|率|险)|(唔|毋|不)想(做|活)人(?!家)|唔想活|轻生|寻短见|不想活(?!动|泼|跃|成)|活不下去|活够了|不如死了|(?<!不)想死(?![你他她它机])|想去死|割腕|跳楼(?!价|机|甩|大甩|大减)|(要|想|准备|正)跳(河|江|海|湖|轨|桥|下去)|跳(河|江|海|桥)了|想不开(?!店|车|业|户|门|药)|服毒|(结束|了结)一切"
                            + "|结束(自己的)?生命|了结自己|了断自己|没有活着的意义|活着没(什么|啥)?(意思|意义)|(吞|吃)了(一瓶|很多|好多|整瓶)?.{0,2}(安眠药|药片|老鼠药)"),
            rule(
                    GAS,
                    "(燃气|煤气|天然气|液化气|沼气)(罐|管道?|灶|表)?.{0,3}(泄漏|泄露|漏气|漏了|在漏|嘶嘶|爆炸|中毒)|(煤气|燃气|天然气|液化气|瓦斯)的?(臭)?味(?!精)|(煤气|燃气|天然气).{0,6}(有|一股).{0,3}味"
                            + "|闻到.{0,8}(燃气|煤气|天然气|瓦斯|臭鸡蛋)|一氧化碳中毒"),
            rule(
                    FIRE,
                    "(?<![发不打点])着(大)?火(?!点)|(家里|屋里|房子|房间|厨房|阳台|楼道|楼上|楼下|车|车棚|垃圾桶|电瓶|充电器|插座|电线|锅|衣服|被子|草)着了(?!急|凉|迷|魔|装)|(?<!嗓子)冒火(?!锅|车)|(?<!一)起火(?!锅|车|龙|把)|失火|走水了|(?<!嗓子)(?<!得)(?<!烟囱)冒(黑|浓|白)?烟(?!测试)|烧起来|烧着了|烧(咗|着咗|起咗)|着咗火|燃起(来|火)|(?<!小心)火烛(?!店|灯)|火灾|(?<!山)大火烧|爆炸|有火苗"),
            rule(
                    TRAPPED,
                    "(困|关|卡|堵)在了?.{0,4}(电梯|轿厢|楼道|屋里|里面出不)|(锁|反锁)在了?.{0,4}(屋|家|车|里|阳台|厕所|卫生间|浴室)|锁车里|电梯.{0,8}有?人在里面|电梯.{0,6}(困人|困住|关人|卡住了?人|出不来|坠|掉下)|被困|出不来了"),
            rule(
                    MEDICAL,
                    "晕倒|昏倒|(晕|昏|休克)咗|冇(晒)?(气(?!力|味|质|势)|呼吸|心跳|反应|意识|知觉)|(背|闭)过气|(喊|叫)(不|唔)(应|醒|答应)|中煤气|(摔|跌|绊|仆|跶)(倒|低|亲|到|落)?(咗|了|哒|咯)?.{0,6}((起|爬|站)(不|唔)(返|到|得|来|起)?(起来|到身|返身|身|来)|动不得|郁唔|(唔|不)识郁)|倒(在)?地(上|不起)|倒在(地|路|楼|家|厕所|浴室|马路)|(摔|跌)了?一(跤|个跟头)|心脏(剧)?(疼|痛)|休克|心跳停|骨折了|(吐|咳)血|(流|出)血不止|止不住血|中暑|吞(了|下了?)(电池|硬币|磁铁|刀片|针|异物|玻璃)|被(毒)?蛇咬|撞车|(我|人|他|她)(快|要)死了|晕过去|昏过去|昏迷|不省人事|叫不醒|没有?(呼吸|心跳|意识|脉搏|反应)了?|喘不(上|过)气|呼吸困难|没气了|快不行了|胸口(剧)?(痛|疼)|心绞痛"
                            + "|(心脏病|心梗|中风|脑梗|脑出血|癫痫|哮喘).{0,3}(发作|犯了|又犯|了$)|(突发|突然|疑似|好像).{0,4}(心梗|中风|脑梗|脑出血|心脏病)"
                            + "|抽搐|口吐白沫|大出血|(流|出)了?(很多|好多|一地|满地|不少)血|血流不止|血止不住|噎(住|到|着)|(异物|东西|鱼刺).{0,3}卡住|卡住(了)?(喉|嗓|气管)|窒息"
                            + "|触电|溺水|落水|(掉|跌|摔)(进|到|下).{0,4}(河|水|湖|江|井|坑)|喝了?(农药|百草枯|洁厕|消毒液)|误(食|服|吞)|(食物|药物|酒精)?中毒"
                            + "|(摔|跌)(倒|下|了|伤|跤).{0,8}(起不来|动不了|不能动|出血|流血|骨折|不醒)|从.{0,5}(楼|高处|阳台|梯子|窗).{0,3}(掉|摔|坠|跳)(下|落|了)|坠楼|羊水破|要生了(?!育)"
                            + "|(被|遭|畀|俾|给|叫|让)(辆)?(车|电动车|汽车|摩托车?|货车)撞|撞(到|倒|了)人|车祸|救护车|(被|让)(狗|蛇|马蜂).{0,3}咬.{0,6}(出血|流血|肿|晕)|烫伤|烧伤"),
            rule(
                    VIOLENCE,
                    "(?:被|遭|畀|俾|挨)(人|他|她|老公|丈夫|前夫|男友|老婆|邻居|家人|父母|爸|妈|同学|老师|一群人|别人|陌生人|歹徒)?(打|揍|殴打|砍|捅|刺|绑架|挟持|抢|抢劫|跟踪|尾随|强奸|猥亵|性侵|侵犯|拐|拐走|虐待|非法拘禁)"
                            + "(?!印|折|扫|包|回|断|动|开|上|入|卡|分|算|造|磨|扰|电话|注|答|名|先|手|修|购|电|广告|针|疫苗|压)"
                            + "|(有人|他们|老公|丈夫|老婆|前夫|男友|邻居|他|她|我?爸爸?|父亲|保安|儿子|女婿|儿媳|一群人|正在|在)(正在|在|又|要)?(打|揍|砍|杀|捅|掐|踹)了?(人(?!工|才|民|口)|我(?!电话|手机|的)|孩子|老人|我?妈妈?|老婆)|打起来了|打架(?!子)|斗殴|(?<!反)家暴|家庭暴力|持刀|拿(着)?刀|砍人|杀人|抢劫|绑架|入室|撬(我家)?(的)?(门|锁)"
                            + "|有(小偷|贼|歹徒|坏人|炸弹)|进(了)?(小偷|贼)|(小偷|贼).{0,2}进来|有人.{0,3}(偷东西|抢东西)|强奸|性侵|非礼|(有人|陌生人|一直|男的).{0,4}(跟踪|尾随|翻墙|砸门|踹门|闯进|闯入)"
                            + "|(孩子|小孩|娃|宝宝|老人|老伴|奶奶|爷爷|儿子|女儿|我妈|我爸)(?!.{0,8}(证|卡|本|包|手机|钥匙|钱|车|狗|猫|票|密码|档案)).{0,4}(走丢|丢了|走失|不见了|被拐|找不到了)|救命(?!稻草|恩人|钱|药)|求救|救人(?!员)|救救(我|他|她|孩子|人)|(?i:\\bsos\\b)|(快|要|帮我|帮忙|想|怎么|马上)报警|报警(?!器|记录|回执|证明|装置|系统|按钮)"),
            rule(
                    HAZARD,
                    "(井盖).{0,4}(没了|不见|丢了|被偷|掉了|破了|塌)|电线.{0,5}(掉|落|断|垂|冒火|打火)|(水管|暖气管?|自来水管?).{0,3}(爆|裂|喷)|墙(皮|砖|面).{0,5}(掉下|脱落|砸|要掉)"
                            + "|(楼|房子|墙|屋顶|天花板|路面|地面).{0,4}(塌|倒塌|要倒|开裂了)|高空抛物|(树|广告牌|路灯杆).{0,4}(倒了|要倒|砸)|山体滑坡|积水.{0,4}(齐腰|淹|没过)|(家|屋|楼道|地下室)(里)?(被)?(淹|进水)了"));

    private static final Pattern CLAUSES = Pattern.compile("[。！!？?；;，,、\\s]+");

    /** In front of the words: it did not happen. */
    private static final Pattern DENIED = Pattern.compile(
            ".*(没有?(人|谁|再|真的?|被|发生)?|不是(真的?)?|并没有?|并未|未曾|从未|没人|不会|无|别|假装|假的|梦见|梦到|做梦|演(的)?|扮演)$", Pattern.DOTALL);

    private static final Pattern FROM_THE_START =
            Pattern.compile("没有?(呼吸|心跳|意识|脉搏|反应|气).*|不想活.*|不如死.*|活不下去.*|不省人事.*", Pattern.DOTALL);

    /** Something else that only uses the words. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "演练|演习|谣言|电影|电视|小说|新闻|故事|游戏|歌词|成语|作文|讲座|培训|宣传|知识|志愿者?|课程|比赛|海报|手抄报|防火|消防(栓|检查|证|验收|器材)|报警器|探测器|保险|理赔|(预防|防范|防止|避免|谨防|(?<!消)防)(?=.{0,6}(晕|昏|着火|起火|失火|火灾|触电|溺水|中毒|燃气|煤气|被骗|被打|跌|摔|中风|烫|家暴|自杀))");

    /** Matters for an office: what is left to do after something happened. */
    private static final Pattern OFFICE = Pattern.compile(
            "报销|举报|上次|补贴|补助|津贴|申请|办理|怎么办证|办证|证明|认定|鉴定|登记|预约|费用?(?!力)|缴|怎么交|在哪交|开户|过户|安检|检测|残疾证|残疾人|低保|救助金|赔偿|赔付|处罚|判几年|量刑|法律规定|政策|条例|规定|标准|保护令|告诫书|后遗症|康复|慢病|慢性|门诊|病史|患者|病人能|多少钱|去年|前年|上个?月|上周|以前|之前|曾经|小时候|年前|当年");

    /** It is happening, whatever else is said. */
    private static final Pattern NOW = Pattern.compile(
            "救命|救救|快来|快点?来人|来人啊|正在|现在(?!能|可以|怎么(申请|办理))|刚刚|刚才|马上要|赶紧|赶快|快点|快要|急急|闻到|出不来|(怎么|咋)办(?!理|证|的|手续)");

    private static final int AS_FAR_AS = 8;

    private EmergencyWords() {}

    /** What is happening, if a normalised text says so. */
    static Optional<EmergencyKind> find(String text) {
        var clauses = CLAUSES.split(text);
        for (var rule : RULES) {
            for (var clause : clauses) {
                if (calls(rule, clause, text)) {
                    return Optional.of(rule.kind());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean calls(Rule rule, String clause, String text) {
        var found = rule.words().matcher(clause);
        while (found.find()) {
            if (!isDenied(clause, found)) {
                return rule.evenInOffices() ? !isElsewhere(clause) : isMeant(clause, text);
            }
        }
        return false;
    }

    private static boolean isMeant(String clause, String text) {
        return !isElsewhere(clause)
                && (!OFFICE.matcher(text).find() || NOW.matcher(text).find());
    }

    private static boolean isElsewhere(String clause) {
        return ELSEWHERE.matcher(clause).find();
    }

    private static boolean isDenied(String clause, Matcher found) {
        if (FROM_THE_START.matcher(found.group()).matches()) {
            return clause.substring(Math.max(0, found.start() - AS_FAR_AS), found.start())
                    .endsWith("不是");
        }
        var before = clause.substring(Math.max(0, found.start() - AS_FAR_AS), found.start());
        return DENIED.matcher(before).matches();
    }

    private static Rule rule(EmergencyKind kind, String words) {
        return new Rule(kind, Pattern.compile(words), false);
    }

    private static Rule always(EmergencyKind kind, String words) {
        return new Rule(kind, Pattern.compile(words), true);
    }
}
