package cn.estation.guide.version;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Renews the digests that a migration has marked, because it changed what a digest is taken of. Runs before the index is
 * built; several nodes may do it at once.
 */
@Component
class Resealing implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Resealing.class);

    private final GuideMapper guides;
    private final Contents contents;
    private volatile boolean running;

    Resealing(GuideMapper guides, Contents contents) {
        this.guides = guides;
        this.contents = contents;
    }

    @Override
    public void start() {
        running = true;
        try {
            var marked = guides.toReseal();
            marked.forEach(
                    version -> guides.reseal(version, contents.of(version).digest()));
            if (!marked.isEmpty()) {
                log.info("digests of {} guide versions renewed after a migration", marked.size());
            }
        } catch (RuntimeException away) {
            log.warn(
                    "digests could not be renewed, those guides stay hidden until the next start: {}", away.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return -1;
    }
}
