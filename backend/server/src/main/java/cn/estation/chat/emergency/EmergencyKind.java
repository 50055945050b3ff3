package cn.estation.chat.emergency;

/** What may happen to people, whom to call first, and what to do until help is there. */
public enum EmergencyKind {
    SELF_HARM(
            "轻生",
            "请马上拨打 12356（心理援助，24 小时）或 110、120。",
            "您的安全最要紧，先不要一个人待着，走到有人的地方。您愿意的话，请告诉我您在哪里。如果是别人，请陪住他，收好刀具和药品，别争辩。"),
    FIRE("火情", "请马上离开危险的地方，拨打火警 119。", "弯腰沿墙走楼梯，不要坐电梯，不要回去拿东西；烟大时用湿布捂住口鼻；出不去就关紧门、堵住缝，到窗口求救。"),
    GAS("燃气", "请马上离开屋子，到外面再拨打 119 和燃气公司电话。", "不要开关任何电器和电灯，不要点火，不要在屋里打电话；顺手能做到就关上燃气阀、打开窗。"),
    MEDICAL("急病受伤", "请马上拨打急救 120，说清地点和病人情况，不要先挂断。", "让病人平躺、头偏一侧，不要喂水喂药，不要随便搬动；没有呼吸就跟着 120 的指导按压胸口；派人到小区门口等救护车。"),
    TRAPPED("被困", "请马上拨打 119，同时按电梯里的报警按钮。", "不要扒门，不要跳动，靠边蹲稳，等人来救；告诉我在哪一栋哪一部电梯。"),
    VIOLENCE("被侵害", "请先保证自己安全，马上拨打 110；不方便说话可发短信到 12110。", "离开现场，到有人、有灯、能锁门的地方；记住对方样子和去向；受了伤再拨打 120。"),
    HAZARD("险情", "请拨打 12345；有人受伤或马上会出事，先拨打 110、119。", "请离远一点，提醒别人不要靠近；有电线落地不要走近；家里跑水先关总阀、断电。");

    private final String title;
    private final String first;
    private final String then;

    EmergencyKind(String title, String first, String then) {
        this.title = title;
        this.first = first;
        this.then = then;
    }

    public String title() {
        return title;
    }

    /** Whom to call, in the first line. */
    String first() {
        return first;
    }

    /** What to do now. */
    String then() {
        return then;
    }
}
