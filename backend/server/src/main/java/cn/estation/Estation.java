package cn.estation;

import cn.estation.kernel.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/** The service: one process of however many stand behind the load balancer. */
// Modules do not know each other's class names, so a bean is named by its package too.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Modulithic(systemName = "党群E站", sharedModules = "kernel")
public class Estation {

    public static void main(String[] arguments) {
        SpringApplication.run(Estation.class, Commands.complete(arguments));
    }
}
