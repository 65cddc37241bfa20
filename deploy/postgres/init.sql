-- Roles of the database, two a service. The owner runs the migration step, and nothing else. The service's own role
-- adds facts and reads them: it can neither change nor remove what is recorded, whatever its program does.
-- Run once, by an administrator, in the database itself. Passwords are given apart: they are secrets.

DO $$
DECLARE
    service text;
    owner text;
    facts text;
    views text;
    private text;
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    REVOKE ALL ON SCHEMA public FROM PUBLIC;

    FOREACH service IN ARRAY ARRAY['councils', 'activities', 'reporting', 'notifications'] LOOP
        owner := service || '_owner';
        facts := service;
        views := service || '_views';
        EXECUTE format('CREATE ROLE %I LOGIN', owner);
        EXECUTE format('CREATE ROLE %I LOGIN', service);
        -- CREATE SCHEMA IF NOT EXISTS asks for this right even when the schema is there.
        EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO %I', current_database(), owner);
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), service);

        EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', facts, owner);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', facts, service);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT ON TABLES TO %I',
                       owner, facts, service);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE ON SEQUENCES TO %I',
                       owner, facts, service);

        -- Views are made again from facts whenever their form changes, so the service makes and drops their tables.
        EXECUTE format('CREATE SCHEMA %I AUTHORIZATION %I', views, owner);
        EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', views, service);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
                       owner, views, service);
    END LOOP;

    -- Who persons are, and the keys to read it: rows are replaced and removed, which is what they are for.
    FOREACH private IN ARRAY ARRAY['councils_vault', 'councils_keys'] LOOP
        EXECUTE format('CREATE SCHEMA %I AUTHORIZATION councils_owner', private);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO councils', private);
        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE councils_owner IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO councils',
                       private);
    END LOOP;
END
$$;
