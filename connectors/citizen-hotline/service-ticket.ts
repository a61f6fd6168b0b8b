import { ServiceTicket } from '../../schema/citizen-hotline/service-ticket.js';
import { stream } from '../../src/sources/stream.js';

/** Citizen hotline and feedback platform: ticket from hotline, petition, enterprise feedback or wish list. */
export const serviceTicket = stream({
  category: ServiceTicket,
  source: { kind: 'api', path: '/api/v1/tickets', paging: 'cursor', pageSize: 500 },
  mode: 'delta',
  cron: '*/5 * * * *',
  freshness: { warn: '1h', fail: '6h' },
  fields: {
    ticketNo: 'ticketNo',
    channel: 'channel',
    category: 'category',
    title: 'title',
    content: { name: 'content', quirks: ['HTML'] },
    townshipCode: 'township',
    place: 'place',
    anonymous: 'anonymous',
    reporterId: { name: 'reporterIdNo', quirks: ['MASKED'] },
    reporterName: 'reporterName',
    uscc: 'uscc',
    targetAgencyCode: 'targetAgency',
    incidentDate: { name: 'incidentDate', format: 'yyyy-MM-dd' },
    visitNature: 'visitNature',
    officerCertNo: 'officerCertNo',
    handlingAgencyCode: 'handlingAgency',
    receivedAt: { name: 'receivedAt', format: 'yyyy-MM-dd HH:mm:ss' },
    dueAt: { name: 'dueAt', format: 'yyyy-MM-dd HH:mm:ss' },
    extensionCount: 'extensions',
    closedAt: { name: 'closedAt', format: 'yyyy-MM-dd HH:mm:ss' },
    reply: { name: 'reply', quirks: ['HTML'] },
    rating: 'rating',
    media: {
      name: 'media',
      of: {
        mediaId: 'mediaId',
        mediaKind: 'kind',
        sha256: 'sha256',
        capturedAt: { name: 'capturedAt', format: 'yyyy-MM-dd HH:mm:ss' },
        longitude: 'lng',
        latitude: 'lat',
      },
    },
  },
});
