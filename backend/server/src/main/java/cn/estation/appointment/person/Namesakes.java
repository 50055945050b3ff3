package cn.estation.appointment.person;

import cn.estation.grid.Grid;
import cn.estation.grid.GridCell;
import cn.estation.kernel.Actor;
import cn.estation.kernel.BadInput;
import cn.estation.kernel.CleanText;
import cn.estation.kernel.Ids;
import cn.estation.kernel.Refusal;
import cn.estation.kernel.Time;
import cn.estation.privacy.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * People without a phone are told apart by the community and, where two of a name live there, by what staff write down.
 * Without that two namesakes would stand in each other's way, and whoever guessed that they are one would be wrong half
 * the time: staff say so.
 */
@Service
public class Namesakes {

    /** What staff choose if it is none of those that are known. */
    public static final String OTHER = "OTHER";

    private static final String APART = "appointment_namesake.apart";
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final int LONGEST = 30;
    private static final int MOST = 50;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

    /**
     * Somebody of that name who is known.
     *
     * @param choice what a form sends to say that it is this person
     */
    public record Known(String choice, String said) {}

    private record Person(String choice, String key, String said) {}

    private final NamesakeMapper namesakes;
    private final Persons persons;
    private final Grid grid;
    private final Vault vault;
    private final Ids ids;
    private final Clock clock;

    Namesakes(NamesakeMapper namesakes, Persons persons, Grid grid, Vault vault, Ids ids, Clock clock) {
        this.namesakes = namesakes;
        this.persons = persons;
        this.grid = grid;
        this.vault = vault;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The key of somebody without a phone. Of one name in one community it is decided in turn who is who: the first
     * statement of a use case.
     *
     * @param cellId the office where it happens
     * @param choice which of those known, {@link #OTHER} for none of them, null if nobody was asked
     * @param apart what tells the person from others of the name, null or blank if nothing was written
     * @throws WhichOne if there is somebody of this name already and it was not said whether it is they
     * @throws BadInput if {@code apart} cannot be kept
     */
    @Transactional(propagation = Propagation.MANDATORY)
    String key(Actor staff, long cellId, String name, @Nullable String choice, @Nullable String apart) {
        long community = community(cellId);
        var first = persons.key(community, name, "");
        persons.hold(first);
        boolean other = OTHER.equals(choice);
        var known = known(community, cellId, name);
        if (choice != null && !choice.isBlank() && !other) {
            return known.stream()
                    .filter(person -> person.choice().equals(choice))
                    .findFirst()
                    .map(Person::key)
                    .orElseThrow(() -> new WhichOne(name, shown(known), false));
        }
        var words = words(apart);
        if (!words.isEmpty()) {
            return remember(staff, community, name, words);
        }
        if (other || !known.isEmpty()) {
            throw new WhichOne(name, shown(known), other);
        }
        return first;
    }

    /** The same for a number in a queue, where nobody is asked unless two of a name stand there at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String keyForToday(long cellId, String name, @Nullable String apart) {
        return persons.key(community(cellId), name, words(apart));
    }

    /** What staff wrote to tell this person from others of the name. */
    public Optional<String> apart(String personKey) {
        return Optional.ofNullable(namesakes.of(personKey)).map(this::open);
    }

    private String remember(Actor staff, long community, String name, String words) {
        var key = persons.key(community, name, words);
        if (namesakes.of(key) == null) {
            long id = ids.next();
            namesakes.insert(new Namesake(
                    id,
                    community,
                    persons.nameIndex(name),
                    key,
                    vault.seal(words, APART, id),
                    staff.actorKey(),
                    clock.instant()));
        }
        return key;
    }

    private List<Person> known(long community, long cellId, String name) {
        var index = persons.nameIndex(name);
        var latest = new LinkedHashMap<String, NamesakeMapper.Seen>();
        namesakes
                .seen(index, community, cellId, clock.instant().minus(REMEMBERED), MOST)
                .forEach(seen -> latest.putIfAbsent(seen.personKey(), seen));
        var told = namesakes.named(community, index, MOST);
        told.forEach(one -> latest.computeIfAbsent(one.personKey(), key -> never(one)));
        Map<String, Namesake> byKey = new LinkedHashMap<>();
        told.forEach(one -> byKey.put(one.personKey(), one));
        return latest.values().stream()
                .map(seen -> byKey.get(seen.personKey()) instanceof Namesake one
                        ? new Person("N" + one.id(), seen.personKey(), open(one) + "，" + said(seen))
                        : new Person("B" + seen.id(), seen.personKey(), said(seen)))
                .toList();
    }

    private static NamesakeMapper.Seen never(Namesake one) {
        return new NamesakeMapper.Seen(0, one.personKey(), Instant.EPOCH, "");
    }

    private static String said(NamesakeMapper.Seen seen) {
        return seen.id() == 0
                ? "近三个月没有预约"
                : "约过 %s %s".formatted(DAY.format(seen.startsAt().atZone(Time.CHINA)), seen.title());
    }

    private static List<Known> shown(List<Person> known) {
        return Stream.concat(
                        known.stream().map(person -> new Known(person.choice(), "同一人：" + person.said())),
                        Stream.of(new Known(OTHER, "另一个人（请写怎么区分）")))
                .toList();
    }

    private String open(Namesake one) {
        return vault.open(one.apart(), APART, one.id());
    }

    /** The community of an office; an office above the communities stands for itself. */
    private long community(long cellId) {
        return grid.find(cellId).flatMap(grid::communityOf).map(GridCell::id).orElse(cellId);
    }

    private static String words(@Nullable String typed) {
        var words = typed == null ? "" : CleanText.normalize(typed).replaceAll("\\s+", "");
        if (words.codePointCount(0, words.length()) > LONGEST || !CleanText.isClean(words)) {
            throw new BadInput("同名区分请写成“3号楼”这样，不超过 30 个字。");
        }
        return words;
    }

    /** There is somebody of this name; staff have to say who it is. */
    public static final class WhichOne extends Refusal {

        private final transient List<Known> known;

        WhichOne(String name, List<Known> known, boolean wordless) {
            super(
                    HttpStatus.CONFLICT,
                    "which-namesake",
                    wordless
                            ? "请写怎么区分这位“%s”，如：3号楼。".formatted(name)
                            : "这里已有一位没留电话的“%s”，请选择是同一人，还是另一个人。".formatted(name));
            this.known = List.copyOf(known);
        }

        /** What there is to choose from, in order. */
        public List<Known> known() {
            return known;
        }
    }
}
