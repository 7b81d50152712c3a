package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.FirewallRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a plan does. Every action is idempotent: it may be carried out again after it
 * was cut off anywhere.
 */
public sealed interface Action {
  /** What it is done to, such as a machine's name. */
  String subject();

  /** In the words of the plan, such as {@code create machine}. */
  String verb();

  /** Has the provider's plain image ready. */
  record PrepareBaseImage() implements Action {
    @Override
    public String subject() {
      return "base image";
    }

    @Override
    public String verb() {
      return "prepare";
    }
  }

  /** Creates the fleet's private network. */
  record CreateNetwork(String subject) implements Action {
    @Override
    public String verb() {
      return "create network";
    }
  }

  /** Makes the fleet's firewall be these rules between tiers, and to the outside. */
  record ApplyFirewall(
      String subject, List<FirewallRules.Allow> allowed, FirewallRules.Outside outside)
      implements Action {
    public ApplyFirewall {
      allowed = List.copyOf(allowed);
    }

    @Override
    public String verb() {
      return "set firewall";
    }
  }

  /**
   * Creates a volume.
   *
   * @param from the provider's id of the volume snapshot it is a copy of; null for an empty one
   */
  record CreateVolume(String subject, TierName tier, long sizeBytes, @Nullable String from)
      implements Action {
    @Override
    public String verb() {
      return "create volume";
    }
  }

  /**
   * Creates a machine and waits until SSH lets us in.
   *
   * @param image the provider's image id; null for the base image
   * @param setId the snapshot set the image is of; null for the base image
   * @param mounts volumes by name
   * @param publish whether it answers at the site's address
   */
  record LaunchMachine(
      String subject,
      TierName tier,
      String size,
      @Nullable String image,
      @Nullable String setId,
      List<Mount> mounts,
      boolean publish)
      implements Action {
    public LaunchMachine {
      mounts = List.copyOf(mounts);
    }

    @Override
    public String verb() {
      return "create machine";
    }
  }

  /** A volume's name and the directory of the machine it appears at. */
  record Mount(String volume, String directory) {}

  /** Installs the tier's software on a plain machine. */
  record InstallMachine(String subject, TierName tier) implements Action {
    @Override
    public String verb() {
      return "install";
    }
  }

  /** Archives a healthy machine's file system, where no archive of its software is there. */
  record ArchiveMachine(String subject, TierName tier) implements Action {
    @Override
    public String verb() {
      return "archive";
    }
  }

  /**
   * Overwrites a plain machine with the archive of the first of its tier; installs it where that
   * cannot be.
   */
  record UnpackArchive(String subject, TierName tier) implements Action {
    @Override
    public String verb() {
      return "unpack archive on";
    }
  }

  /**
   * Gives a machine this fleet's addresses and credentials, starts it and waits until it is
   * healthy.
   *
   * @param dataFollows whether it gets its data after this, and does not serve yet
   */
  record PersonaliseMachine(String subject, TierName tier, boolean dataFollows) implements Action {
    @Override
    public String verb() {
      return "personalise";
    }
  }

  /**
   * Brings the application's files on a machine to those of a backup.
   *
   * @param data the backup
   */
  record RefreshFiles(String subject, TierName tier, NewerData data) implements Action {
    @Override
    public String verb() {
      return "refresh files on";
    }
  }

  /**
   * Replaces the database on a machine by a backup's dump.
   *
   * @param data the backup
   */
  record LoadDatabase(String subject, TierName tier, NewerData data) implements Action {
    @Override
    public String verb() {
      return "load newest dump on";
    }
  }

  /** Finishes the application's own installation. */
  record InitialiseApplication(String subject, TierName tier) implements Action {
    @Override
    public String verb() {
      return "initialise application on";
    }
  }

  /**
   * Sends traffic to a machine that is healthy.
   *
   * @param live whether it served before, so that its data are those visitors made
   */
  record JoinMachine(String subject, TierName tier, boolean live) implements Action {
    @Override
    public String verb() {
      return "join";
    }
  }

  /** Sends a machine no new request and waits for its open ones. */
  record DrainMachine(String subject, TierName tier) implements Action {
    @Override
    public String verb() {
      return "drain";
    }
  }

  /**
   * Deletes a machine.
   *
   * @param providerId the provider's id of it
   */
  record DeleteMachine(String subject, String providerId) implements Action {
    @Override
    public String verb() {
      return "delete machine";
    }
  }

  /** Deletes a volume and what is on it. */
  record DeleteVolume(String subject, String providerId) implements Action {
    @Override
    public String verb() {
      return "delete volume";
    }
  }

  /**
   * Makes the site's domain stand for the front machine's address.
   *
   * @param zone the provider's zone that it lies in
   * @param name relative to the zone
   */
  record PointDomain(String subject, String zone, String name) implements Action {
    @Override
    public String verb() {
      return "point domain";
    }
  }

  /** Takes a domain that stood for the fleet out of its zone. */
  record ReleaseDomain(String subject, String zone, String name) implements Action {
    @Override
    public String verb() {
      return "release domain";
    }
  }

  /**
   * Creates the provider's load balancer, waits for its address and lets all machines join it that
   * have traffic.
   */
  record SetUpBalancer(String subject) implements Action {
    @Override
    public String verb() {
      return "set up load balancer";
    }
  }

  /** Deletes a load balancer of the provider's. */
  record DeleteBalancer(String subject, String providerId) implements Action {
    @Override
    public String verb() {
      return "delete load balancer";
    }
  }

  /** Deletes a firewall. */
  record DeleteFirewall(String subject, String providerId) implements Action {
    @Override
    public String verb() {
      return "delete firewall";
    }
  }

  /** Deletes a network. */
  record DeleteNetwork(String subject, String providerId) implements Action {
    @Override
    public String verb() {
      return "delete network";
    }
  }
}
