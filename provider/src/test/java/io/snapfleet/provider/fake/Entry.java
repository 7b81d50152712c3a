package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A thing at the provider, with what only the provider knows of it. {@code files} are texts by
 * absolute path; a volume's paths start at its own root.
 */
sealed interface Entry {
  String id();

  String name();

  Tags tags();

  Instant createdAt();

  record OfMachine(
      Machine machine, NetworkId network, List<VolumeMount> volumes, Map<String, String> files)
      implements Entry {
    @Override
    public String id() {
      return machine.id().value();
    }

    @Override
    public String name() {
      return machine.name();
    }

    @Override
    public Tags tags() {
      return machine.tags();
    }

    @Override
    public Instant createdAt() {
      return machine.createdAt();
    }
  }

  record OfImage(Image image, Map<String, String> files) implements Entry {
    @Override
    public String id() {
      return image.id().value();
    }

    @Override
    public String name() {
      return image.name();
    }

    @Override
    public Tags tags() {
      return image.tags();
    }

    @Override
    public Instant createdAt() {
      return image.createdAt();
    }
  }

  record OfVolume(Volume volume, Map<String, String> files) implements Entry {
    @Override
    public String id() {
      return volume.id().value();
    }

    @Override
    public String name() {
      return volume.name();
    }

    @Override
    public Tags tags() {
      return volume.tags();
    }

    @Override
    public Instant createdAt() {
      return volume.createdAt();
    }
  }

  record OfSnapshot(VolumeSnapshot snapshot, Map<String, String> files) implements Entry {
    @Override
    public String id() {
      return snapshot.id().value();
    }

    @Override
    public String name() {
      return snapshot.name();
    }

    @Override
    public Tags tags() {
      return snapshot.tags();
    }

    @Override
    public Instant createdAt() {
      return snapshot.createdAt();
    }
  }

  record OfNetwork(Network network, Instant createdAt) implements Entry {
    @Override
    public String id() {
      return network.id().value();
    }

    @Override
    public String name() {
      return network.name();
    }

    @Override
    public Tags tags() {
      return network.tags();
    }
  }

  record OfFirewall(Firewall firewall, Instant createdAt) implements Entry {
    @Override
    public String id() {
      return firewall.id().value();
    }

    @Override
    public String name() {
      return firewall.rules().name();
    }

    @Override
    public Tags tags() {
      return firewall.rules().tags();
    }
  }

  record OfBalancer(LoadBalancer balancer, Set<MachineId> members, Instant createdAt)
      implements Entry {
    @Override
    public String id() {
      return balancer.id().value();
    }

    @Override
    public String name() {
      return balancer.name();
    }

    @Override
    public Tags tags() {
      return balancer.tags();
    }
  }
}
