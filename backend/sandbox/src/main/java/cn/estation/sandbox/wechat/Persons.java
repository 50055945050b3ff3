package cn.estation.sandbox.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people with phones, whether they follow the account, and when they last opened the mini-program. */
final class Persons {

    private static final Duration VISIT_COUNTS = Duration.ofHours(2);

    private final Clock clock;
    private final Map<String, Person> persons = new LinkedHashMap<>();
    private final Map<String, Person> byOpenId = new HashMap<>();
    private final Map<String, Following> following = new HashMap<>();
    private final Map<String, Instant> visits = new HashMap<>();

    Persons(Clock clock) {
        this.clock = clock;
        demo("wangxiuying", "王秀英", "老人居民，72 岁，独居，手机字号调到最大", "13800000001");
        demo("lijianguo", "李建国", "在职党员，区水务局，周末想做志愿服务", "13800000002");
        demo("chenxiaoming", "陈晓明", "在职党员，中学教师，刚到社区报到", "13800000003");
        demo("zhaomin", "赵敏", "居民，二孩妈妈，要办入学和医保", "13800000004");
        demo("zhoudaye", "周大爷", "居民，退休工人，常来问老年证和养老金", "13800000005");
        demo("liuyang", "刘洋", "外来租户，要办居住证，第一次用", "13800000006");
        demo("sunjie", "孙洁", "在职党员，社区医院护士", "13800000007");
        demo("machao", "马超", "居民，个体户，问营业执照和补贴", "13800000008");
        demo("gaozhiyuan", "高志远", "在职党员，区水务局，同意给单位看每次服务", "13800000009");
        demo("linxiaoyu", "林小雨", "在职党员，区水务局，同意给单位看每年合计", "13800000010");
        demo("shenjianjun", "沈建军", "在职党员，区水务局，只同意给单位看报到情况", "13800000011");
        demo("hechunmei", "何春梅", "在职党员，区水务局，报到等社区确认", "13800000012");
    }

    private void demo(String id, String name, String about, String phone) {
        add(Person.of(id, name, about, phone));
    }

    /** @throws Unable if the short name is taken by somebody else */
    synchronized Person add(Person person) {
        var earlier = persons.get(person.id());
        if (earlier != null && !earlier.equals(person)) {
            throw new Unable("已有这个人：" + person.id());
        }
        put(person);
        return person;
    }

    synchronized List<Person> all() {
        return new ArrayList<>(persons.values());
    }

    synchronized Optional<Person> byId(String id) {
        return Optional.ofNullable(persons.get(id));
    }

    private void put(Person person) {
        persons.put(person.id(), person);
        byOpenId.put(person.mpOpenId(), person);
        byOpenId.put(person.maOpenId(), person);
    }

    /** Knows a person by the openid of that account only, not by the other one's. */
    synchronized Optional<Person> byOpenId(Account account, String openId) {
        return Optional.ofNullable(byOpenId.get(openId))
                .filter(person -> person.openId(account).equals(openId));
    }

    synchronized boolean follows(Person person) {
        return following.containsKey(person.id());
    }

    synchronized @Nullable Following following(Person person) {
        return following.get(person.id());
    }

    synchronized void follow(Person person, String scene) {
        following.put(person.id(), new Following(clock.instant(), scene));
    }

    synchronized void unfollow(Person person) {
        following.remove(person.id());
    }

    synchronized void visit(Person person) {
        visits.put(person.id(), clock.instant());
    }

    synchronized void forgetVisit(Person person) {
        visits.remove(person.id());
    }

    synchronized boolean visitedLately(Person person) {
        var last = visits.get(person.id());
        return last != null && clock.instant().isBefore(last.plus(VISIT_COUNTS));
    }

    synchronized Map<String, Following> followState() {
        return Map.copyOf(following);
    }

    synchronized void restore(List<Person> people, Map<String, Following> followState) {
        people.stream().filter(person -> !persons.containsKey(person.id())).forEach(this::put);
        following.putAll(followState);
    }

    /** @param scene the code that led here, or empty when they searched for the account */
    record Following(Instant since, String scene) {}
}
