import type { ServiceRow } from './service-store.js';
import type { SoapService } from './soap-request.js';

/** One page as the service found it. */
export interface SoapPage {
  readonly total: number;
  readonly pageNo: number;
  readonly pageCount: number;
  /** Local `yyyy-MM-dd HH:mm:ss`. */
  readonly dataTime: string;
  readonly rows: readonly ServiceRow[];
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Writes elements with a prefix; how nulls and texts look varies from row to row, as it does in the field. */
function createWriter(prefix: string) {
  const element = (name: string, content: string): string =>
    `<${prefix}${name}>${content}</${prefix}${name}>`;

  const empty = (name: string, style: number): string => {
    if (style % 3 === 0) return '';
    return style % 3 === 1 ? `<${prefix}${name}/>` : `<${prefix}${name} xsi:nil="true"/>`;
  };

  const value = (name: string, content: unknown, style: number): string => {
    if (content === null || content === undefined) return empty(name.split('/')[0] ?? name, style);
    if (Array.isArray(content)) return list(name, content, style);
    const text = String(content);
    return element(name, /[^ -~]|[<&]/.test(text) && style % 2 === 0 ? cdata(text) : escaped(text));
  };

  const list = (name: string, members: readonly unknown[], style: number): string => {
    const [wrapper = name, member = name] = name.split('/');
    return element(wrapper, members.map((one) => element(member, fields(Object(one), style))).join(''));
  };

  const fields = (content: Readonly<Record<string, unknown>>, style: number): string =>
    Object.entries(content)
      .map(([name, given], i) => value(name, given, style + i))
      .join('');

  return { element, fields };
}

const PREFIXES = [
  { soap: 'S', own: 'ns2' },
  { soap: 'soap', own: '' },
  { soap: 'SOAP-ENV', own: 'bdc' },
] as const;

/** The envelope of a page; `style` picks the prefixes. */
export function pageEnvelope(service: SoapService, page: SoapPage, style: number): string {
  const { soap, own } = PREFIXES[style % PREFIXES.length] ?? PREFIXES[0];
  const { element, fields } = createWriter(own === '' ? '' : `${own}:`);
  const rows = page.rows.map(({ body, stamp, deleted }, i) =>
    element(service.rowElement, fields(body, i) + fields({ gxsj: stamp, scbz: deleted ? '1' : '0' }, i)),
  );
  const head = { code: 0, message: 'ok', total: page.total, pageNo: page.pageNo, pageCount: page.pageCount };
  const content = fields({ ...head, dataTime: page.dataTime }, 1) + element('rows', rows.join(''));
  const response = element(`${service.operation}Response`, content);
  const declaration = own === '' ? 'xmlns' : `xmlns:${own}`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><${soap}:Envelope xmlns:${soap}="${SOAP}" xmlns:xsi="${XSI}">` +
    `<${soap}:Body>${response.replace(/>/, ` ${declaration}="${service.namespace}">`)}</${soap}:Body></${soap}:Envelope>`
  );
}

/** The envelope of a fault. */
export function faultEnvelope(side: 'Client' | 'Server', errorCode: string, retryAfter?: number): string {
  const wait = retryAfter === undefined ? '' : `<retryAfter>${retryAfter}</retryAfter>`;
  return (
    `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body><soap:Fault><faultcode>soap:${side}</faultcode>` +
    `<faultstring>${errorCode.toLowerCase().replaceAll('_', ' ')}</faultstring>` +
    `<detail>${wait}<errorCode>${errorCode}</errorCode></detail></soap:Fault></soap:Body></soap:Envelope>`
  );
}

/** The WSDL 1.1 of a service at an address. */
export function wsdl({ namespace, operation }: SoapService, address: string): string {
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const messages = [operation, `${operation}Response`, 'fault'];
  const tns = (message: string): string => `tns:${message}`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"` +
    ` xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema"` +
    ` xmlns:tns="${namespace}" targetNamespace="${namespace}">` +
    `<wsdl:types><xs:schema targetNamespace="${namespace}" elementFormDefault="qualified">` +
    messages.map((message) => `<xs:element name="${message}"/>`).join('') +
    `<xs:element name="auth"/></xs:schema></wsdl:types>` +
    messages
      .map(
        (message) =>
          `<wsdl:message name="${message}"><wsdl:part name="parameters" element="${tns(message)}"/></wsdl:message>`,
      )
      .join('') +
    `<wsdl:portType name="${name}Port"><wsdl:operation name="${operation}">` +
    `<wsdl:input message="${tns(operation)}"/><wsdl:output message="${tns(`${operation}Response`)}"/>` +
    `<wsdl:fault name="fault" message="tns:fault"/></wsdl:operation></wsdl:portType>` +
    `<wsdl:binding name="${name}Binding" type="${tns(`${name}Port`)}">` +
    `<soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>` +
    `<wsdl:operation name="${operation}"><soap:operation soapAction="${namespace}#${operation}"/>` +
    `<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>` +
    `</wsdl:operation></wsdl:binding><wsdl:service name="${name}Service">` +
    `<wsdl:port name="${name}Port" binding="${tns(`${name}Binding`)}"><soap:address location="${address}"/></wsdl:port>` +
    `</wsdl:service></wsdl:definitions>`
  );
}
