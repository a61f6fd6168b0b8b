-- Accounts of the fictitious departments' exchange databases (qzk_<department>); no other data can be reached by them.
CREATE USER 'sandbox'@'%' IDENTIFIED BY 'sandbox';
GRANT ALL PRIVILEGES ON `qzk\_%`.* TO 'sandbox'@'%';
CREATE USER 'hub_ro'@'%' IDENTIFIED BY 'sandbox' WITH MAX_USER_CONNECTIONS 4;
GRANT SELECT ON `qzk\_%`.* TO 'hub_ro'@'%';
